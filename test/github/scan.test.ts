import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { DenialList } from '../../src/model/denials.ts';
import type { Report } from '../../src/model/report.ts';
import { runCli } from '../cli/cli.test-support.ts';
import { scanSample } from '../cli/scan-sample.test-support.ts';
import { foundToken, sampleTokens, writeSampleOrganisation } from './sample-organisation.ts';

const { cwd, report, json, tokenOf, explain, stateOf, statesOf } = scanSample((directory) => {
  const { log, inventory } = writeSampleOrganisation(directory);
  return { logs: [log], inventory: [inventory] };
});

describe('the log and the inventory of a GitHub organisation', () => {
  it('are read in full, every event once', () => {
    expect(report().sources).toMatchObject([
      { provider: 'github', calls: 6860, duplicates: 0, ignored: 0, unreadableCount: 0 },
    ]);
  });

  it('split what a fine-grained token may do into used, unused and unknown', () => {
    expect(tokenOf(sampleTokens.deployer)).toMatchObject({
      kind: 'fine-grained-pat',
      principal: 'user/mira',
      owner: 'mira',
      granted: 7,
      used: 3,
      unused: 3,
      unknown: 1,
      denied: 1,
      usedNotGranted: 0,
    });
    const states = statesOf(sampleTokens.deployer, [
      'contents:read',
      'contents:write',
      'pull_requests:read',
      'pull_requests:write',
      'issues:read',
      'metadata:read',
      'repository_hooks:write',
      'members:read',
    ]);
    expect(states).toEqual({
      'contents:read': 'used',
      'contents:write': 'unused',
      'pull_requests:read': 'used',
      'pull_requests:write': 'unused',
      'issues:read': 'unused',
      'metadata:read': 'unknown',
      'repository_hooks:write': 'denied',
      'members:read': 'not-granted',
    });
  });

  it('take an answer of not found for no denial, and keep what was asked for', () => {
    expect(stateOf(sampleTokens.deployer, 'actions:read')).toBe('used');
  });

  it('tell of a token’s grant where it lies: on the token alone', () => {
    const { grantedBy } = explain(sampleTokens.deployer, 'contents:write');
    expect(grantedBy).toMatchObject([
      { role: 'pat-grant/99001/repository', effect: 'allow', resources: ['*'] },
    ]);
    expect(stateOf(sampleTokens.sleeper, 'contents:write')).toBe('not-granted');
  });

  it('tell of a refusal what the token itself holds, not its user', () => {
    const { denials } = json<DenialList>('denials', sampleTokens.deployer);
    expect(denials.map(({ permission, granted, owner }) => [permission, granted, owner])).toEqual([
      ['repository_hooks:write', 'no', 'mira'],
    ]);
    expect(denials[0]?.fix?.blast.tokens).toEqual([sampleTokens.deployer]);
  });

  it('name a token without a call, and how it is ended', () => {
    expect(tokenOf(sampleTokens.sleeper)).toMatchObject({ granted: 5, used: 0, unused: 5, calls: 0 });
    expect(report().findings.filter(({ rule }) => rule === 'unused-token')).toMatchObject([
      {
        subject: sampleTokens.sleeper,
        fix: { commands: [], revoke: [expect.stringContaining('-f action=revoke')] },
      },
    ]);
  });

  it('call nothing unused of a token that sends GraphQL requests, which may need anything', () => {
    expect(tokenOf(sampleTokens.graphql)).toMatchObject({
      granted: 5,
      used: 0,
      unused: 0,
      unknown: 5,
      score: null,
    });
  });

  it('count every token of an app and of workflows to the app and the repository', () => {
    expect(tokenOf('app/umbra/renovate')).toMatchObject({
      kind: 'session',
      calls: 3760,
      granted: 9,
      used: 4,
      usedNotGranted: 0,
    });
    expect(stateOf('app/umbra/renovate', 'administration:write')).toBe('unused');
    expect(tokenOf('actions/umbra/site')).toMatchObject({ kind: 'session', calls: 1600 });
    expect(stateOf('actions/umbra/site', 'packages:write')).toBe('unknown');
    expect(stateOf('actions/umbra/site', 'deployments:write')).toBe('unused');
  });

  it('show what the scopes of a classic token give, and leave open what no log tells', () => {
    expect(tokenOf(sampleTokens.classic)).toMatchObject({ kind: 'classic-pat', used: 1, owner: 'noor' });
    expect(stateOf(sampleTokens.classic, 'organization_administration:write')).toBe('unused');
    expect(stateOf(sampleTokens.classic, 'members:read')).toBe('used');
  });

  it('call nothing unused of a token that another organisation lets in, whose log is not held', () => {
    const more = join(cwd, 'orgs/aurora');
    mkdirSync(more, { recursive: true });
    const authorised = readFileSync(join(cwd, 'inventory/orgs/umbra/credential-authorizations.json'), 'utf8');
    writeFileSync(
      join(more, 'credential-authorizations.json'),
      authorised.replace('"credential_id":61', '"credential_id":62'),
    );
    const both = [join(cwd, 'inventory'), more].flatMap((path) => ['--inventory', path]);
    const { tokens } = json<Report>('scan', join(cwd, 'log'), ...both);
    const own = tokenOf(sampleTokens.classic);
    expect(own?.unused).toBeGreaterThan(0);
    expect(tokens.find(({ id }) => id === sampleTokens.classic)).toMatchObject({
      account: 'aurora',
      granted: own?.granted,
      used: own?.used,
      unused: 0,
    });
    const other = tokens.find(({ id }) => id === sampleTokens.deployer);
    expect(other).toMatchObject({ account: 'umbra', unused: 3 });
  }, 60_000);

  it('take the scopes that a token names at use for what it holds, where no inventory lists it', () => {
    expect(tokenOf(sampleTokens.oauth)).toMatchObject({
      kind: 'oauth-token',
      used: 2,
      usedNotGranted: 0,
    });
    const { state, grantedBy } = explain(sampleTokens.oauth, 'members:read');
    expect({ state, path: grantedBy.map(({ path }) => path) }).toEqual({
      state: 'unused',
      path: [['scopes at use']],
    });
    expect(explain(sampleTokens.classic, 'members:write').grantedBy).toMatchObject([
      { path: ['authorization/61'] },
    ]);
  });

  it('show the deploy keys of a repository as one token with a grant a key', () => {
    expect(tokenOf('deploy-keys/umbra/site')).toMatchObject({ granted: 3, used: 1, calls: 100 });
  });

  it('give the smallest policy of each holder in its own language, proved by replaying its calls', () => {
    const policies = {
      [sampleTokens.deployer]: {
        permissions: {
          organization: {},
          repository: { actions: 'read', contents: 'read', metadata: 'read', pull_requests: 'read' },
          other: {},
        },
      },
      'app/umbra/renovate': { permissions: { contents: 'write', metadata: 'read', pull_requests: 'write' } },
      'actions/umbra/site': { permissions: { contents: 'read', statuses: 'write' } },
      'deploy-keys/umbra/site': {
        permissions: { contents: 'read', metadata: 'read' },
        repositories: ['umbra/site'],
      },
      [sampleTokens.classic]: { scopes: ['read:org'] },
      [sampleTokens.oauth]: { scopes: ['repo:status'] },
    };
    for (const [id, policy] of Object.entries(policies)) {
      expect(json('policy', id), id).toMatchObject({ policy, replay: { deniedCalls: 0 }, formats: ['json'] });
    }
  });

  it('ask for a token where only the tokens of a user hold something', () => {
    const { code, stderr } = runCli(['policy', 'user/mira'], { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain('98001, 98002');
  });

  it('match a token that was found somewhere by the hash that the log has of it', () => {
    const { stdout } = runCli(['identify', '-', '--json'], { cwd, input: foundToken });
    expect(JSON.parse(stdout).tokens[0].matches).toMatchObject([
      { isExact: true, token: { id: sampleTokens.deployer } },
    ]);
    expect(stdout).not.toContain(foundToken);
  });
});
