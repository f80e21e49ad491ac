import { describe, expect, it } from 'vitest';
import type { Finding } from '../../model/finding.ts';
import { readMutes, unmuted } from './mute-findings.ts';

const now = Date.parse('2026-10-01T12:00:00Z');

function finding(given: Partial<Finding>): Finding {
  return {
    id: 'f-0123456789abcdef',
    rule: 'never-rotated',
    severity: 'low',
    reasons: [],
    provider: 'aws',
    account: '111122223333',
    subject: 'AKIAONE',
    subjectKind: 'token',
    title: '',
    evidence: {},
    fix: { summary: '', commands: [], rollback: [], revoke: [], notes: [] },
    breaks: [],
    ...given,
  };
}

function left(text: string, ...findings: Finding[]): string[] {
  return unmuted(findings, readMutes(text, 'mutes.txt'), now).map(({ subject }) => subject);
}

const one = finding({});
const other = finding({ id: 'f-fedcba9876543210', subject: 'AKIATWO' });
const orphan = finding({
  id: 'f-00000000000000aa',
  rule: 'no-owner',
  subject: 'arn:aws:iam::1:role/ci/deploy',
});

describe('muting', () => {
  it.each<[string, string, string[]]>([
    ['one finding by id', 'f-0123456789abcdef', ['AKIATWO', orphan.subject]],
    ['a rule', 'never-rotated # we are at it', [orphan.subject]],
    ['a rule on one subject', 'never-rotated:AKIATWO', ['AKIAONE', orphan.subject]],
    ['a rule on many', 'no-owner:arn:*:role/ci/*', ['AKIAONE', 'AKIATWO']],
    ['nothing with comments and blank lines', '# none\n\n   # of it', ['AKIAONE', 'AKIATWO', orphan.subject]],
    ['up to and with the last day', 'never-rotated until 2026-10-01', [orphan.subject]],
    ['no longer', 'never-rotated until 2026-09-30', ['AKIAONE', 'AKIATWO', orphan.subject]],
    ['only what fits from end to end', 'never-rotated:KIA*', ['AKIAONE', 'AKIATWO', orphan.subject]],
  ])('leaves out %s', (_name, text, expected) => {
    expect(left(text, one, other, orphan)).toEqual(expected);
  });

  it.each([
    'never-rotatet',
    'f-123',
    'never-rotated until tomorrow',
    'AKIAONE',
    'never-rotated until 2026-13-01',
  ])('does not take `%s` for a mute', (text) => {
    expect(() => readMutes(`\n${text}`, 'mutes.txt')).toThrow('line 2 of `mutes.txt`');
  });
});
