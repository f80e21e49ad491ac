import { describe, expect, it } from 'vitest';
import { ScopelightError } from '../../../model/error.ts';
import {
  management,
  permissionId,
  type SampleWorld,
  sampleCoverage,
  sampleFleet,
  sampleUsage,
  setOf,
} from '../../gap.test-support.ts';
import { drawFindings } from '../draw-findings.ts';
import { factsOf } from '../facts.test-support.ts';
import { rules } from '../rules.ts';
import { readRules } from './read-rules.ts';

const coverage = sampleCoverage(management);

const sample = `
rules:
  - id: secret-readers
    what: A key that may read secrets.
    why: Ours live in a vault.
    severity:
      - is: high
        when: { did: reads-secrets }
        because: it does so
      - is: low
    title: "{kind} of {owner} with {granted} permissions"
    fix: retire
    when:
      provider: aws
      kind: [access-key, ssh-*]
      may: reads-secrets
      not: { owner: "vault-*" }
`;

function told(text: string, world: SampleWorld) {
  const fleet = sampleFleet({ coverage, ...world });
  return drawFindings(factsOf(fleet), readRules(text, 'rules.yaml'));
}

const granted = setOf('secretsmanager:GetSecretValue', 'ec2:DescribeInstances');
const reads = { own: sampleUsage({ used: [permissionId('secretsmanager:GetSecretValue')] }) };

describe('rules that somebody wrote', () => {
  it('find what they describe, with severities, title, commands and an id that stays', () => {
    const [finding] = told(sample, { granted, token: { owner: 'ann' }, ...reads });
    expect(finding).toMatchObject({
      rule: 'secret-readers',
      severity: 'high',
      reasons: ['it does so'],
      title: 'access-key of ann with 2 permissions',
      fix: { commands: [expect.stringContaining('--status Inactive')] },
    });
    expect(told(sample, { granted, token: { owner: 'ann' } })[0]).toMatchObject({ severity: 'low' });
  });

  it.each<[string, SampleWorld]>([
    ['another kind', { granted, token: { kind: 'session' } }],
    ['an excepted owner', { granted, token: { owner: 'vault-1' } }],
    ['no such permission', { granted: setOf('ec2:DescribeInstances') }],
  ])('spare %s', (_name, world) => {
    expect(told(sample, world)).toEqual([]);
  });

  const ruleWith = (when: string): string =>
    `rules:\n  - id: mine\n    what: w\n    why: y\n    severity: low\n    when:\n${when}`;

  it.each<[string, string, SampleWorld, number]>([
    ['more than a number', '      calls: "> 5"', { own: sampleUsage({ calls: 6 }) }, 1],
    ['no more than a number', '      calls: "<= 5"', { own: sampleUsage({ calls: 6 }) }, 0],
    ['a number that is not known', '      expiresInDays: "> 0"', {}, 0],
    ['a pattern of permissions', '      may: "ec2:Describe*"', { granted }, 1],
    ['what was never done', '      neverDid: ec2:DescribeInstances', { granted }, 1],
    ['any of several', '      any:\n        - account: nowhere\n        - status: active', {}, 1],
    ['all of several', '      all:\n        - account: nowhere\n        - status: active', {}, 0],
    ['what another rule found', '      found: never-rotated', { granted, token: { createdAt: 1 } }, 1],
    ['an account of digits', '      account: 111122223333', {}, 1],
  ])('can ask for %s', (_name, when, world, count) => {
    expect(told(ruleWith(when), world)).toHaveLength(count);
  });

  it.each<[string, string, string]>([
    ['text that is no YAML', 'rules:\n  - id: [', 'line 2'],
    ['an unknown key', sample.replace('why:', 'because:'), 'line 5 of `rules.yaml`: a rule has no `because`'],
    [
      'an unknown field',
      ruleWith('      colour: red'),
      'line 7 of `rules.yaml`: there is nothing called `colour`',
    ],
    [
      'no number',
      ruleWith('      calls: many'),
      'line 7 of `rules.yaml`: `calls` takes a number, not `many`',
    ],
    [
      'an unknown rule',
      ruleWith('      found: nothing-such'),
      'line 7 of `rules.yaml`: there is no rule `nothing-such`',
    ],
    ['an unknown capability', ruleWith('      may: flies'), 'line 7 of `rules.yaml`: `flies` is neither'],
    [
      'an unknown severity',
      sample.replace('is: high', 'is: awful'),
      'line 7 of `rules.yaml`: there is no such severity',
    ],
    [
      'a placeholder of nothing',
      sample.replace('{kind}', '{size}'),
      'line 11 of `rules.yaml`: `{size}` stands for nothing',
    ],
    [
      'an id of ours',
      sample.replace('secret-readers', 'never-used'),
      'line 3 of `rules.yaml`: there is a rule `never-used` already',
    ],
    ['no rules', 'rule: []', 'there are no rules'],
  ])('are refused with the line and what to do: %s', (_name, text, message) => {
    let error: unknown;
    try {
      readRules(text, 'rules.yaml');
    } catch (caught) {
      error = caught;
    }
    expect(error).toBeInstanceOf(ScopelightError);
    expect((error as ScopelightError).message).toContain(message);
    expect((error as ScopelightError).hint).toBeTruthy();
  });

  it('may be as many as there are of ours', () => {
    expect(rules.length).toBeGreaterThan(20);
    const many = Array.from(
      { length: 40 },
      (_, i) => `  - { id: r-${i}, what: w, why: y, severity: info, when: { status: active } }`,
    );
    expect(told(`rules:\n${many.join('\n')}`, { granted })).toHaveLength(40);
  });
});
