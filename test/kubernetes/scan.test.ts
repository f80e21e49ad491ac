import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { PolicyAnswer } from '../../src/model/policy.ts';
import type { Report } from '../../src/model/report.ts';
import { runCli } from '../cli/cli.test-support.ts';
import { scanSample } from '../cli/scan-sample.test-support.ts';
import { cart, deployer, deployerToken, foundToken, writeSampleCluster } from './sample-cluster.ts';

const { cwd, report, json, tokenOf, statesOf } = scanSample((directory) => {
  const { log, inventory, policy } = writeSampleCluster(directory);
  return { logs: [log], inventory: [inventory, policy] };
});

describe('the audit log and the roles of a cluster', () => {
  it('are read in full, every request once, whatever its stages and copies', () => {
    const requests = 1440 + 720 + 240 + 60 + 360 + 180 + 180 + 120 + 120 + 60 + 60;
    // Acting as another is two calls.
    expect(report().sources).toMatchObject([
      { provider: 'kubernetes', calls: requests + 60, unreadableCount: 0 },
    ]);
    expect(Object.keys(report().sources[0]?.ignoredReasons ?? {})).toEqual(['stage before the outcome']);
  });

  it('split what a service account may do into used, unused and unknown', () => {
    expect(tokenOf(cart)).toMatchObject({
      kind: 'session',
      owner: 'checkout',
      granted: 12,
      used: 3,
      unused: 8,
      unknown: 1,
      denied: 1,
    });
    const states = statesOf(cart, [
      'get configmaps',
      'list pods',
      'watch endpoints',
      'watch configmaps',
      'delete pods',
      'get secrets',
    ]);
    expect(states).toEqual({
      'get configmaps': 'used',
      'list pods': 'used',
      'watch endpoints': 'used',
      // The audit policy leaves these out.
      'watch configmaps': 'unknown',
      'delete pods': 'unused',
      'get secrets': 'denied',
    });
  });

  it('without the audit policy call unused only what somebody was seen to do', () => {
    const bare = json<Report>('scan', join(cwd, 'log'), '--inventory', join(cwd, 'inventory'));
    const seen = bare.tokens.find(({ id }) => id === cart);
    // Somebody reads endpoints by watching alone, so that getting and listing them may not be recorded.
    expect(seen).toMatchObject({ granted: 12, used: 3, unused: 1, unknown: 8 });
  }, 120_000);

  it('know a token that is found by its id, and how to take it out of use', () => {
    writeFileSync(join(cwd, 'found.txt'), `token: ${foundToken}\n`);
    const { stdout } = runCli(['identify', '--json', '-'], { cwd, input: `${foundToken}\n` });
    expect(JSON.parse(stdout)).toMatchObject({
      tokens: [
        {
          matches: [
            {
              isExact: true,
              token: { id: deployerToken, kind: 'service-account-token', principal: deployer },
            },
          ],
        },
      ],
    });
    expect(stdout).toContain('kubectl delete serviceaccount deployer --namespace ops');
    expect(stdout).not.toContain(foundToken);
  });

  it('give the smallest role that does what was done, and proves it', () => {
    const answer = json<PolicyAnswer>('policy', cart);
    expect(answer.policy).toMatchObject({
      kind: 'List',
      items: [
        {
          kind: 'Role',
          metadata: { namespace: 'shop' },
          rules: [
            { apiGroups: [''], resources: ['configmaps'], resourceNames: ['cart'], verbs: ['get'] },
            { apiGroups: [''], resources: ['endpoints'], verbs: ['watch'] },
            { apiGroups: [''], resources: ['pods'], verbs: ['list'] },
          ],
        },
        { kind: 'RoleBinding' },
      ],
    });
    expect(answer.replay).toMatchObject({ deniedCalls: 0 });
    expect(answer.replaces).toEqual(['role/shop/cart']);
    expect(answer.commands?.apply.at(-1)).toContain('kubectl replace -f -');
  });

  it('tell objects and ways of reading apart as finely as is asked for', () => {
    const coarse = runCli(['policy', cart, '--names', '0', '--verbs', 'together', '--format', 'json'], {
      cwd,
    });
    expect(JSON.parse(coarse.stdout)).toMatchObject({
      items: [
        {
          rules: [{ resources: ['configmaps', 'endpoints', 'pods'], verbs: ['get', 'list', 'watch'] }],
        },
        {},
      ],
    });
  });

  it('keep custom resources of an administrator that no catalogue lists', () => {
    const answer = json<PolicyAnswer>('policy', deployerToken);
    expect(JSON.stringify(answer.policy)).toContain('"widgets"');
    expect(answer.replay).toMatchObject({ deniedCalls: 0 });
    const yaml = runCli(['policy', deployerToken, '--format', 'yaml'], { cwd }).stdout;
    expect(yaml).toContain('kind: RoleBinding\n');
    expect(yaml).not.toContain('"*"');
  });
});
