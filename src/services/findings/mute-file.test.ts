import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { MuteFile } from './mute-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'scopelight-mutes-'));
const path = join(folder, 'of', 'the team', 'muted.txt');
const [one, other] = ['f-0123456789abcdef', 'f-fedcba9876543210'];
beforeEach(() => rmSync(join(folder, 'of'), { recursive: true, force: true }));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a file of mutes', () => {
  it('mutes nothing until something is written to it, and is made then', () => {
    const file = new MuteFile(path);
    expect(file.mutes()).toEqual([]);
    expect(existsSync(path)).toBe(false);
    file.mute(one, { reason: 'rotated in January', until: '2027-01-31' });
    expect(readFileSync(path, 'utf8')).toBe(`${one} until 2027-01-31 # rotated in January\n`);
  });

  it('keeps what people wrote, says a thing once, and forgets it when it is reopened', () => {
    const file = new MuteFile(path);
    file.mute(one, { reason: 'first' });
    const mine = '# ours\n\nno-expiry   # a whole rule\n';
    writeFileSync(path, mine);
    file.mute(one, { reason: 'first' });
    file.mute(other, { reason: 'beside' });
    file.mute(one, { reason: 'second thoughts', until: '2027-01-31' });
    expect(readFileSync(path, 'utf8')).toBe(
      `${mine}${other} # beside\n${one} until 2027-01-31 # second thoughts\n`,
    );
    file.reopen(one);
    file.reopen(other);
    expect(readFileSync(path, 'utf8')).toBe(mine);
  });

  it('tells where no line mutes a finding alone', () => {
    const file = new MuteFile(path);
    file.mute(one, { reason: 'one' });
    expect(() => file.reopen(other)).toThrow(`mutes \`${other}\` alone`);
  });

  it('takes every reason for words, so that nobody mutes anything else by it', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 60, unit: 'binary' }), (reason) => {
        const file = new MuteFile(path);
        file.mute(one, { reason: `${reason}\nno-expiry\r\u2028no-owner` });
        expect(file.mutes().map(({ what }) => what)).toEqual([one]);
      }),
      { numRuns: 50 },
    );
  });

  it('leaves a file alone that it cannot read', () => {
    const file = new MuteFile(path);
    file.mute(one, { reason: 'one' });
    writeFileSync(path, 'never-rotatet\n');
    expect(() => file.mute(other, { reason: 'other' })).toThrow('line 1 of');
    expect(readFileSync(path, 'utf8')).toBe('never-rotatet\n');
  });
});
