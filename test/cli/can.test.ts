import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli, temporaryFolder } from './cli.test-support.ts';

const folder = temporaryFolder();
const cwd = folder.path;
const request = ['--action', 's3:GetObject', '--resource', 'arn:aws:s3:::b/k'];

beforeAll(() => {
  const allow = { Effect: 'Allow', Action: 's3:Get*', Resource: 'arn:aws:s3:::b/*' };
  const tagged = { ...allow, Condition: { StringEquals: { 'aws:PrincipalTag/team': ['red', 'blue'] } } };
  writeFileSync(join(cwd, 'tagged.json'), JSON.stringify({ Statement: [tagged] }));
  writeFileSync(join(cwd, 'nothing.json'), JSON.stringify({ Statement: [] }));
});
afterAll(() => folder.remove());

function decide(...args: string[]) {
  const { code, stdout } = runCli(['can', ...request, ...args, '--json'], { cwd });
  return { code, ...JSON.parse(stdout) };
}

describe('can', () => {
  it('decides by policies, context and the limits around them', () => {
    const team = ['--context', 'aws:PrincipalTag/team=red'];
    expect(decide('--policy', 'tagged.json')).toMatchObject({ code: 0, decision: 'implicitly-denied' });
    expect(decide('--policy', 'tagged.json', ...team)).toMatchObject({ code: 0, decision: 'allowed' });
    expect(decide('--policy', 'tagged.json', '--boundary', 'nothing.json', ...team)).toMatchObject({
      decision: 'implicitly-denied',
    });
    expect(
      decide('--policy', 'tagged.json', '--scp', '0:tagged.json', '1:nothing.json', ...team),
    ).toMatchObject({
      decision: 'implicitly-denied',
    });
  });

  it('says what it depends on', () => {
    expect(decide('--policy', 'tagged.json', '--unknown-context')).toMatchObject({
      isCertain: false,
      undecidedKeys: ['aws:principaltag/team'],
    });
  });

  it('ends with 3 when part of a policy could not be read', () => {
    const { code } = runCli(['can', ...request, '--policy', '-'], {
      cwd,
      input: '{"Statement":[{"Effect":"Alow"}]}',
    });
    expect(code).toBe(3);
  });

  it('explains in words', () => {
    const { stdout } = runCli(['can', ...request, '--policy', 'tagged.json'], { cwd });
    expect(stdout).toContain('s3:GetObject on arn:aws:s3:::b/k is denied, because no policy allows it.');
  });
});
