import { describe, expect, it } from 'vitest';
import { githubCollector } from './collect.ts';

const values = (org: string, api = 'https://api.github.com') =>
  new Map([
    ['GITHUB_ORG', org],
    ['GITHUB_API_URL', api],
    ['GITHUB_TOKEN', 'ghp_never-shown'],
  ]);
const plan = githubCollector.plan(values('umbra'));

describe('what is asked of GitHub', () => {
  it('is the audit log of a span, oldest first', () => {
    expect(plan.origin).toBe('https://api.github.com');
    expect(plan.log.request(Date.parse('2026-01-01T00:00:00Z'), Date.parse('2026-02-01T00:00:00.5Z'))).toBe(
      '/orgs/umbra/audit-log?include=all&order=asc&per_page=100&phrase=created%3A2026-01-01T00%3A00%3A00Z..2026-02-01T00%3A00%3A00Z',
    );
    expect(plan.log.markOf({ _document_id: 'a', '@timestamp': 1_772_439_330_000 })).toEqual({
      id: 'a',
      time: 1_772_439_330_000,
    });
    expect(plan.log.markOf({ '@timestamp': 1 })).toBeUndefined();
  });

  it('knows the limit of which the answer’s text alone tells', () => {
    const text = '{"message": "You have exceeded a secondary rate limit. Please wait a few minutes."}';
    expect([403, 429, 404].map((status) => plan.limitOf?.(status, text))).toEqual([
      60_000,
      60_000,
      undefined,
    ]);
    expect(plan.limitOf?.(403, '{"message": "Resource not accessible by integration"}')).toBeUndefined();
  });

  it('goes to the server of one’s own, below its path', () => {
    const own = githubCollector.plan(values('umbra', 'https://git.umbra.example/api/v3/'));
    expect(own.origin).toBe('https://git.umbra.example');
    expect(own.lists.map(({ request }) => request)).toContain('/api/v3/orgs/umbra/members?per_page=100');
    expect(own.log.request(0, 0)).toMatch(/^\/api\/v3\/orgs\/umbra\/audit-log\?/);
  });

  it.each(['', '../x', 'a/b', 'x?y'])('takes no organisation `%s`', (name) => {
    expect(() => githubCollector.plan(values(name))).toThrow('no name of an organisation');
  });

  it('is, of repositories and tokens, what the inventory reader knows by their folders', () => {
    const led = (name: string, page: unknown): readonly string[] =>
      (plan.lists.find(({ folder }) => folder === `orgs/umbra/${name}`)?.leadsTo?.(page) ?? []).map(
        ({ folder }) => folder,
      );
    expect(
      led('repos', [{ full_name: 'umbra/site' }, { full_name: 'umbra/..' }, { full_name: '../x' }]),
    ).toEqual(['repos/umbra/site/keys', 'repos/umbra/site/actions/permissions/workflow']);
    expect(led('personal-access-tokens', [{ id: 7 }, { id: '8' }])).toEqual([
      'orgs/umbra/personal-access-tokens/7/repositories',
    ]);
  });
});
