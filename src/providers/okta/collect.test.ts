import { describe, expect, it } from 'vitest';
import type { ListSource } from '../collector.ts';
import { oktaCollector } from './collect.ts';

const values = (org: string, token = '00token') =>
  new Map([
    ['OKTA_ORG', org],
    ['OKTA_TOKEN', token],
  ]);
const plan = oktaCollector.plan(values('https://umbra.okta.com/admin'));

describe('what is asked of Okta', () => {
  it('goes to the organisation, with the token in the way of its kind', () => {
    expect(plan).toMatchObject({
      origin: 'https://umbra.okta.com',
      headers: { authorization: 'SSWS 00token' },
    });
    const access = oktaCollector.plan(values('https://umbra.okta.com', 'eyJraWQ.e30.x'));
    expect(access.headers).toMatchObject({ authorization: 'Bearer eyJraWQ.e30.x' });
  });

  it('is the log of a span, oldest first', () => {
    expect(plan.log.request(Date.parse('2026-01-01T00:00:00Z'), Date.parse('2026-02-01T00:00:00Z'))).toBe(
      '/api/v1/logs?since=2026-01-01T00:00:00.000Z&until=2026-02-01T00:00:00.000Z&sortOrder=ASCENDING&limit=1000',
    );
    expect(plan.log.markOf({ uuid: 'a', published: '2026-01-01T00:00:00.000Z' })).toEqual({
      id: 'a',
      time: Date.parse('2026-01-01T00:00:00Z'),
    });
    expect(plan.log.markOf({ uuid: 'a' })).toBeUndefined();
  });

  it('is, of lists, what their answers lead to and no more', () => {
    const led = (folder: string, page: unknown): readonly string[] =>
      (plan.lists.find((list: ListSource) => list.folder === folder)?.leadsTo?.(page) ?? []).map(
        ({ request }) => request,
      );
    expect(led('api-tokens', [{ userId: '00u1' }, { userId: '../x' }, 7])).toEqual(['/api/v1/users/00u1']);
    expect(
      led('groups-of-administrators', [
        { id: '00g1', _embedded: { stats: { hasAdminPrivilege: true } } },
        { id: '00g2', _embedded: { stats: { hasAdminPrivilege: false } } },
      ]),
    ).toEqual(['/api/v1/groups/00g1/roles', '/api/v1/groups/00g1/users?limit=200']);
    expect(led('iam/roles', { roles: [{ id: 'cr01' }] })).toEqual(['/api/v1/iam/roles/cr01/permissions']);
    const client = (id: string, kind: string) => ({
      id,
      credentials: { oauthClient: { client_id: id } },
      settings: { oauthClient: { application_type: kind } },
    });
    expect(led('apps', [client('0oa1', 'service'), client('0oa2', 'web'), { id: '0oa3' }])).toEqual([
      '/api/v1/apps/0oa1/grants',
      '/oauth2/v1/clients/0oa1/roles',
      '/api/v1/apps/0oa2/grants',
    ]);
  });
});
