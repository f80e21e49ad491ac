import { describe, expect, it } from 'vitest';
import { scanSample } from '../cli/scan-sample.test-support.ts';
import { sampleTokens, writeSampleOrganisation } from './sample-organisation.ts';

const { report, json, tokenOf, statesOf } = scanSample((directory) => {
  const { log, inventory } = writeSampleOrganisation(directory);
  return { logs: [log], inventory: [inventory] };
});

describe('the System Log and the inventory of an Okta organisation', () => {
  it('are read in full, every event once', () => {
    expect(report().sources).toMatchObject([
      { provider: 'okta', calls: 3750, duplicates: 0, ignored: 0, unreadableCount: 0, unmapped: 0 },
    ]);
  });

  it('list tokens, and nobody who only signs in', () => {
    expect(
      report()
        .tokens.map(({ id }) => id)
        .sort(),
    ).toEqual([sampleTokens.deploy, sampleTokens.idle, sampleTokens.provisioner, 'user/00u2ben']);
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

  it('give the smallest scopes of an app, with those it asks for whose use no log shows, and how to get there', () => {
    const policy = json<{
      readonly policy: unknown;
      readonly apply?: { readonly commands: readonly string[] };
    }>('policy', sampleTokens.provisioner, '--mode', 'used');
    expect(policy.policy).toEqual({ scopes: ['okta.groups.manage', 'okta.logs.read'] });
    expect(statesOf(sampleTokens.provisioner, ['okta.logs.read'])).toEqual({ 'okta.logs.read': 'unknown' });
    expect(JSON.stringify(policy)).toContain('invalid_scope');
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
    expect(JSON.stringify(report().findings)).toContain(`/api/v1/api-tokens/${sampleTokens.idle}`);
  });
});
