import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { packageRoot } from '../src/package-root.ts';

const action = z
  .object({
    inputs: z.record(z.string(), z.object({ description: z.string(), default: z.string() })),
    runs: z.object({
      using: z.literal('composite'),
      steps: z.tuple([z.object({ run: z.string(), env: z.record(z.string(), z.string()) })]),
    }),
  })
  .parse(parse(readFileSync(join(packageRoot(), 'action.yml'), 'utf8')));

const policy = (actions: readonly string[]) =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: actions, Resource: '*' }] });

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'scopelight-action-'));
  const git = (...args: readonly string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.example', ...args], { cwd: folder });
  writeFileSync(join(folder, 'p.json'), policy(['s3:GetObject']));
  git('init', '-q');
  git('add', '.');
  git('commit', '-q', '-m', 'one');
  writeFileSync(join(folder, 'p.json'), policy(['s3:GetObject', 'iam:PutUserPolicy']));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs the step of the action as its platform would. */
function runAction(inputs: Readonly<Record<string, string>>) {
  const [{ run, env }] = action.runs.steps;
  const values = Object.entries(env).map(([name, template]) => {
    const [, input] = /^\$\{\{ inputs\.([\w-]+) \}\}$/.exec(template) ?? [];
    if (input === undefined) return [name, template.includes('action_path') ? packageRoot() : ''];
    return [name, inputs[input] ?? action.inputs[input]?.default];
  });
  return spawnSync('bash', ['-c', run], {
    cwd: folder,
    encoding: 'utf8',
    env: {
      ...process.env,
      ...Object.fromEntries(values),
      GITHUB_STEP_SUMMARY: join(folder, 'summary.md'),
      GITHUB_OUTPUT: join(folder, 'output'),
    },
  });
}

describe('the GitHub Action', () => {
  it('hands every input over by the environment', () => {
    const [{ run, env }] = action.runs.steps;
    expect(run).not.toContain('${{');
    for (const input of Object.keys(action.inputs))
      expect(Object.values(env)).toContain(`\${{ inputs.${input} }}`);
  });

  it('writes SARIF and a summary, and fails only when asked to', { timeout: 120_000 }, () => {
    const fine = runAction({ base: 'HEAD' });
    expect(fine.stderr).not.toContain('error');
    expect(fine.status).toBe(0);
    const sarif = JSON.parse(readFileSync(join(folder, 'scopelight.sarif'), 'utf8'));
    expect(sarif.runs[0].results[0]).toMatchObject({ ruleId: 'new-power', level: 'error' });
    expect(readFileSync(join(folder, 'summary.md'), 'utf8')).toContain('1 holder gains power');
    expect(readFileSync(join(folder, 'output'), 'utf8')).toBe('sarif-file=scopelight.sarif\n');
    expect(runAction({ base: 'HEAD', 'fail-on': 'high' }).status).toBe(1);
    expect(runAction({ base: 'HEAD', 'fail-on': 'critical' }).status).toBe(0);
  });

  it('runs nothing that an input holds', { timeout: 60_000 }, () => {
    runAction({ base: 'HEAD', path: '$(touch$IFS$9owned) `touch owned` ; touch owned' });
    runAction({ base: '--upload-pack=touch owned' });
    expect(execFileSync('ls', { cwd: folder, encoding: 'utf8' })).not.toContain('owned');
  });
});
