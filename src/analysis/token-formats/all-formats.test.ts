import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findTokens } from '../identify/find-tokens.ts';
import { tokenFormats } from './all-formats.ts';
import { generatedToken } from './generate-token.test-support.ts';

const formats = tokenFormats();

describe('the table of formats', () => {
  it('holds at least fifty, each under an id of its own', () => {
    expect(formats.length).toBeGreaterThanOrEqual(50);
    expect(new Set(formats.map(({ id }) => id)).size).toBe(formats.length);
  });

  it.each(formats)('says of $id what is public, how to revoke it and where that is written', (format) => {
    expect(format.id).toMatch(/^[a-z0-9-]+$/);
    expect(format.publicPart).not.toBe('');
    expect(format.revoke.where).not.toBe('');
    expect(URL.canParse(format.source)).toBe(true);
  });
});

describe.each(formats)('a token of $id', (format) => {
  it('is recognised wherever it stands', () => {
    fc.assert(
      fc.property(generatedToken(format), fc.constantFrom(...surroundings), ({ value }, [before, after]) => {
        const named = format.needsLabel || format.id === 'okta-api-token' ? `${format.issuer} ` : '';
        const { tokens } = findTokens(`${before}${named}${value}${after}`);
        const mine = tokens.find((token) => token.value === value);
        expect(mine?.candidates.map((candidate) => candidate.format.id)).toContain(format.id);
      }),
      { numRuns: 40 },
    );
  });
});

const surroundings: readonly (readonly [before: string, after: string])[] = [
  ['', ''],
  ['export TOKEN=', '\n'],
  ['{"token": "', '"}'],
  ["Authorization: Bearer '", "'"],
  ['\r\n\t', '\r\n'],
  ['see: ', ', found in a log'],
];

const checked = formats.flatMap((format) =>
  format.checksum ? [{ ...format, checksum: format.checksum }] : [],
);

describe.each(checked)('the checksum of $id', (format) => {
  const { checksum, pattern, id } = format;

  it('holds for what is well made', () => {
    fc.assert(
      fc.property(generatedToken(format), ({ value }) => {
        expect(checksum.holds(value)).toBe(true);
      }),
    );
  });

  it('fails when a character is another', () => {
    const mutation = fc.record({ at: fc.nat(), letter: fc.constantFrom('a', 'B', '7') });
    fc.assert(
      fc.property(generatedToken(format), mutation, ({ value }, { at, letter }) => {
        const from = Math.max(...format.marks.map((mark) => (value.startsWith(mark) ? mark.length : 0)));
        const place = from + (at % (value.length - uncheckedEnd(id) - from));
        const other = value.slice(0, place) + letter + value.slice(place + 1);
        // Hexadecimal digits may be written either way; another character elsewhere may make it another format.
        fc.pre(other.toLowerCase() !== value.toLowerCase() && new RegExp(`^${pattern.source}$`).test(other));
        expect(checksum.holds(other)).toBe(false);
      }),
    );
  });
});

/** The last eight characters of a fine-grained token stand outside of its checksum. */
function uncheckedEnd(id: string): number {
  return id === 'github-pat-fine-grained' ? 8 : 0;
}
