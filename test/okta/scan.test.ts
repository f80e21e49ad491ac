import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Explanation, Report, TokenRow } from '../../src/model/report.ts';
import { runCli, temporaryFolder } from '../cli/cli.test-support.ts';
import { sampleTokens, writeSampleOrganisation } from './sample-organisation.ts';

const folder = temporaryFolder();
const cwd = folder.path;
let report: Report;

beforeAll(() => {
  const { log, inventory } = writeSampleOrganisation(cwd);
  report = json('scan', log, '--inventory', inventory);
  json('ingest', log, inventory);
}, 120_000);
afterAll(() => folder.remove());

function json<Answer>(...args: readonly string[]): Answer {
  const { code, stdout, stderr } = runCli([...args, '--json'], { cwd });
  if (code !== 0) throw new Error(`exit code ${code}: ${stderr}`);
  return JSON.parse(stdout);
}

function tokenOf(id: string): TokenRow | undefined {
  return report.tokens.find((token) => token.id === id);
}

function statesOf(token: string, permissions: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    permissions.map((permission) => [permission, json<Explanation>('explain', token, permission).state]),
  );
}

describe('the System Log and the inventory of an Okta organisation', () => {
  it('are read in full, every event once', () => {
    expect(report.sources).toMatchObject([
      { provider: 'okta', calls: 3750, duplicates: 0, ignored: 0, unreadableCount: 0, unmapped: 0 },
    ]);
  });

  it('list tokens, and nobody who only signs in', () => {
    expect(report.tokens.map(({ id }) => id).sort()).toEqual([
      sampleTokens.deploy,
      sampleTokens.idle,
      sampleTokens.provisioner,
      'user/00u2ben',
    ]);
  });

  it('never call a read unused, and call an unused change so', () => {
    expect(
      statesOf(sampleTokens.deploy, [
        'okta.users.lifecycle.suspend',
        'okta.users.lifecycle.delete',
        'okta.users.read',
        'okta.groups.members.manage',
        'okta.apps.manage',
      ]),
    ).toEqual({
      'okta.users.lifecycle.suspend': 'used',
      'okta.users.lifecycle.delete': 'unused',
      'okta.users.read': 'unknown',
      'okta.groups.members.manage': 'unused',
      'okta.apps.manage': 'denied',
    });
  });

  it('give the smallest scopes of an app, and how to get there', () => {
    const policy = json<{
      readonly policy: unknown;
      readonly apply?: { readonly commands: readonly string[] };
    }>('policy', sampleTokens.provisioner, '--mode', 'used');
    expect(policy.policy).toEqual({ scopes: ['okta.groups.manage'] });
    expect(JSON.stringify(policy)).toContain('/api/v1/apps/0oa1prov/grants/oag2');
  });

  it('give the custom role that a user’s API token needs', () => {
    const policy = json<{ readonly policy: unknown }>('policy', sampleTokens.deploy, '--mode', 'used');
    expect(policy.policy).toEqual({ permissions: ['okta.users.lifecycle.suspend'], resources: ['users'] });
  });

  it('keep in backtests whatever was allowed', () => {
    const backtest = json<{ readonly inSample: { readonly deniedCalls: number } }>(
      'backtest',
      sampleTokens.provisioner,
    );
    expect(backtest.inSample.deniedCalls).toBe(0);
  });

  it('say how an idle API token is taken out of use', () => {
    const idle = tokenOf(sampleTokens.idle);
    expect(idle).toMatchObject({ kind: 'api-token', principal: 'user/00u1svc', calls: 0, used: 0 });
    expect(JSON.stringify(report.findings)).toContain(`/api/v1/api-tokens/${sampleTokens.idle}`);
  });
});
