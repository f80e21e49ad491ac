import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildCatalogue } from '../../../../scripts/aws/build-catalogue.ts';
import { readEarlierIds, retiredIdsText, stableIds } from '../../../../scripts/aws/stable-ids.ts';
import { packageRoot } from '../../../package-root.ts';

describe('the shipped data', () => {
  it('is what the generator makes of the reference packages and our facts', () => {
    const { files } = buildCatalogue(readEarlierIds());
    for (const [file, text] of Object.entries(files)) {
      const shipped = readFileSync(join(packageRoot(), 'src/providers/aws/catalogue/data', file), 'utf8');
      expect(shipped === text, `${file} is stale: run scripts/aws/generate-catalogue.ts`).toBe(true);
    }
  });
});

describe('ids over the years', () => {
  const releases = fc.array(fc.uniqueArray(fc.stringMatching(/^[a-z]{1,3}$/)), {
    minLength: 1,
    maxLength: 6,
  });

  it('never change and never pass to another name, whatever comes and goes', () => {
    fc.assert(
      fc.property(releases, (history) => {
        let known: ReadonlyMap<string, number> = new Map();
        for (const names of history) {
          const ids = stableIds(names, known);
          const retired = retiredIdsText(names, known)
            .split('\n')
            .filter((line) => line !== '')
            .map((line) => line.split('\t'))
            .map(([name = '', id]): [string, number] => [name, Number(id)]);
          const all = new Map([...retired, ...ids]);
          for (const [name, id] of known) expect(all.get(name)).toBe(id);
          expect(new Set(all.values()).size).toBe(all.size);
          known = all;
        }
      }),
    );
  });
});
