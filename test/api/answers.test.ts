import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createApp } from '../../src/api/create-app.ts';
import { backtestShape } from '../../src/model/backtest.ts';
import { denialListShape } from '../../src/model/denials.ts';
import { findingListShape, findingShape } from '../../src/model/finding.ts';
import { graphNodeListShape, graphShape } from '../../src/model/graph.ts';
import { identifiedShape } from '../../src/model/identified.ts';
import { muteListShape } from '../../src/model/mutes.ts';
import { fleetMapShape, overviewShape, scoreMovesShape } from '../../src/model/overview.ts';
import { policyShape } from '../../src/model/policy.ts';
import { problemShape } from '../../src/model/problem.ts';
import { proposalShape } from '../../src/model/proposal.ts';
import { coverageShape, explanationShape, reportShape, tokenPageShape } from '../../src/model/report.ts';
import { rolePlanShape } from '../../src/model/role-plan.ts';
import { roleListShape } from '../../src/model/roles.ts';
import { scoreShape } from '../../src/model/score.ts';
import { type TokenSearch, tokenSearchShape } from '../../src/model/token-search.ts';
import { MuteFile } from '../../src/services/findings/mute-file.ts';
import { showToken } from '../../src/services/tokens/show-token.ts';
import { type ServedDemo, serveDemo } from './served-demo.ts';

let demo: ServedDemo;
beforeAll(async () => {
  demo = await serveDemo({ isLoaded: true });
});
afterAll(() => demo.remove());

async function search(query: string, more = ''): Promise<TokenSearch> {
  const { text } = await demo.get(`/v1/tokens?q=${encodeURIComponent(query)}${more}`);
  return tokenSearchShape.parse(JSON.parse(text));
}

describe('what the API gives', () => {
  it.each([
    ['/v1/overview', overviewShape],
    ['/v1/fleet-map', fleetMapShape],
    ['/v1/report', reportShape],
    ['/v1/score?weeks=2', scoreShape],
    ['/v1/score/moves', scoreMovesShape],
    ['/v1/tokens', tokenSearchShape],
    ['/v1/findings', findingListShape],
    ['/v1/denials', denialListShape],
    ['/v1/roles', roleListShape],
    ['/v1/roles/plan?surplus=2', rolePlanShape],
    ['/v1/coverage', coverageShape],
    ['/v1/backtest?trainDays=10&testDays=5&horizonDays=7', backtestShape],
  ] as const)('%s is of its published shape', async (url, shape: z.ZodType) => {
    const { status, text } = await demo.get(url);
    expect(status, text.slice(0, 500)).toBe(200);
    shape.parse(JSON.parse(text));
  });

  it('holds everything of one token, by its id with whatever stands in it', async () => {
    const { tokens } = await search('kind:session sort:calls');
    const id = tokens[0]?.id ?? '';
    expect(id).toContain('/');
    const path = encodeURIComponent(id);
    const page = tokenPageShape.parse((await demo.get(`/v1/tokens/${path}`)).json());
    expect(page.token.id).toBe(id);
    const [first] = page.permissions;
    explanationShape.parse(
      (
        await demo.get(`/v1/tokens/${path}/permissions/${encodeURIComponent(first?.permission ?? '')}`)
      ).json(),
    );
    policyShape.parse((await demo.get(`/v1/policies/${path}`)).json());
    proposalShape.parse((await demo.get(`/v1/policies/${path}/proposal?mode=needed&keep=s3`)).json());
    expect((await demo.get(`/v1/policies/${path}/text?format=terraform`)).text).toContain(
      'resource "aws_iam',
    );
  });

  it('is the same page of a token whether the fleet was judged before or not', async () => {
    const { tokens } = await search('');
    for (const { id } of tokens.filter(({ rules }) => rules.length > 0).slice(0, 3)) {
      const served = (await demo.get(`/v1/tokens/${encodeURIComponent(id)}`)).json();
      expect(served).toEqual(JSON.parse(JSON.stringify(await showToken(demo.ctx, { id, window: {} }))));
      const { principal } = tokenPageShape.parse(served);
      if (principal.tokens.length > 0) continue;
      expect((await demo.get(`/v1/tokens/${encodeURIComponent(principal.id)}`)).json()).toEqual(served);
    }
  });

  it('is the same proposal in both forms, all that is removed counted', async () => {
    const id = encodeURIComponent((await search('used:read')).tokens[0]?.id ?? '');
    const whole = policyShape.parse((await demo.get(`/v1/policies/${id}`)).json());
    const brief = proposalShape.parse((await demo.get(`/v1/policies/${id}/proposal`)).json());
    const removed = brief.services.reduce((sum, one) => sum + one.removedUnused + one.removedUnknown, 0);
    expect(removed).toBe(whole.removed.length);
    expect(removed).toBe(brief.totals.removed);
  });

  it('tells what may be asked of the graph, who can come to it, and what a start reaches', async () => {
    const found = graphNodeListShape.parse((await demo.get('/v1/graph/nodes?text=ops-spoke')).json());
    const target = found.nodes.find(({ kind }) => kind === 'principal')?.id ?? '';
    const ask = async (query: string) =>
      graphShape.parse((await demo.get(`/v1/graph?whole=true&limit=500&${query}`)).json());
    const become = await ask(`target=${encodeURIComponent(target)}`);
    expect(become.nodes[become.to ?? -1]?.id).toBe(target);
    const first = become.edges[become.paths[0]?.edges[0] ?? -1];
    const start = become.nodes[first?.from ?? -1]?.id ?? '';
    const reach = await ask(`start=${encodeURIComponent(start)}&days=7`);
    expect(reach.nodes.map(({ id }) => id)).toContain(target);
    expect((await demo.get('/v1/graph')).status).toBe(400);
    expect((await demo.get('/v1/graph?start=nobody-at-all')).status).toBe(404);
  });

  it('holds one finding by its id', async () => {
    const { findings } = findingListShape.parse((await demo.get('/v1/findings')).json());
    expect(findings.length).toBeGreaterThan(0);
    const id = findings.at(-1)?.id;
    expect(findingShape.parse((await demo.get(`/v1/findings/${id}`)).json()).id).toBe(id);
  });

  it('leaves out what is muted, wherever findings are told, and counts it', async () => {
    const [finding] = ((await demo.get('/v1/findings')).json() as { findings: { id: string }[] }).findings;
    const id = finding?.id ?? '';
    const muteFile = new MuteFile(join(demo.dropFolder, 'mutes.txt'));
    const app = await createApp({ ctx: demo.ctx, dropFolder: '', muteFile });
    const ask = (url: string, method: 'GET' | 'DELETE' = 'GET') =>
      app.inject({ method, url, headers: { host: 'localhost' } });
    const mute = (of: string, payload: object) =>
      app.inject({ method: 'PUT', url: `/v1/findings/${of}/mute`, headers: { host: 'localhost' }, payload });
    expect((await ask('/v1/overview')).body).toContain(id);
    const listed = muteListShape.parse(
      (await mute(id, { reason: 'rotates soon', until: '2999-01-31' })).json(),
    );
    expect(listed.mutes).toMatchObject([{ what: id, reason: 'rotates soon', isOver: false, findings: 1 }]);
    const list = (await ask('/v1/findings?limit=1000')).json();
    expect(list.muted).toBe(1);
    expect(list.findings.map((one: { id: string }) => one.id)).not.toContain(id);
    expect((await ask(`/v1/findings/${id}`)).statusCode).toBe(404);
    expect((await ask('/v1/overview')).body).not.toContain(id);
    expect((await ask('/v1/report')).body).not.toContain(id);
    expect((await mute('f-0000000000000000', { reason: 'none' })).statusCode).toBe(404);
    expect((await mute(id, { reason: ' ' })).statusCode).toBe(400);
    expect((await ask(`/v1/findings/${id}/mute`, 'DELETE')).json()).toMatchObject({ mutes: [] });
    expect((await ask('/v1/findings')).body).toContain(id);
    await app.close();
  });

  it('says what a token is, and neither keeps nor repeats it', async () => {
    const secret = `ghp_${'q7'.repeat(18)}`;
    const { headers, text } = await demo.post('/v1/identify', { text: secret });
    expect(identifiedShape.parse(JSON.parse(text)).tokens).toHaveLength(1);
    expect(text).not.toContain('q7q7');
    expect(headers['cache-control']).toBe('no-store');
  });

  it('comes in pieces that make the whole, each entry once', async () => {
    const whole = await search('', '&limit=1000');
    const ids: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const piece: TokenSearch = await search('', `&limit=7${cursor === '' ? '' : `&cursor=${cursor}`}`);
      ids.push(...piece.tokens.map(({ id }) => id));
      cursor = piece.nextCursor;
    }
    expect(ids).toEqual(whole.tokens.map(({ id }) => id));
  });

  it('can be kept as CSV and as lines of JSON, row by row the same', async () => {
    const { found } = await search('owner:none');
    const csv = await demo.get('/v1/tokens/export?q=owner:none');
    expect(csv.headers['content-type']).toContain('text/csv');
    expect(csv.headers['content-disposition']).toContain('tokens.csv');
    expect(csv.text.trim().split('\r\n')).toHaveLength(found + 1);
    const lines = (await demo.get('/v1/tokens/export?q=owner:none&format=ndjson')).text.trim().split('\n');
    expect(lines.map((line) => JSON.parse(line).owner)).toEqual(Array.from({ length: found }, () => null));
    expect((await demo.get('/v1/findings/export')).text).toMatch(/^id,rule,severity/);
  });
});

describe('what goes wrong', () => {
  it.each([
    ['/v1/nothing', 404, 'request.no-such-page'],
    ['/v1/tokens/nobody-of-that-name', 404, 'subject.not-found'],
    ['/v1/findings/f-0', 404, 'subject.not-found'],
    ['/v1/jobs/1', 404, 'subject.not-found'],
    ['/v1/tokens?q=level:enormous', 400, 'usage.invalid'],
    ['/v1/tokens?q=sort:taste', 400, 'usage.invalid'],
    ['/v1/tokens?limit=0', 400, 'usage.invalid'],
    ['/v1/tokens?cursor=x', 400, 'usage.invalid'],
    ['/v1/tokens?from=yesterday', 400, 'usage.invalid'],
    ['/v1/tokens?from=2026-09-01&days=3', 400, 'usage.invalid'],
    ['/v1/policies/nobody/proposal', 404, 'subject.not-found'],
    ['/v1/tokens/%', 400, 'usage.invalid'],
  ])('%s is told as a problem with status %i', async (url, status, code) => {
    const answer = await demo.get(url);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.status).toBe(status);
    expect(problemShape.parse(answer.json())).toMatchObject({ status, code });
  });

  it('does not repeat a token that was sent in a broken request', async () => {
    const { status, text } = await demo.post('/v1/identify', { token: 'ghp_secretsecretsecret' });
    expect(status).toBe(400);
    expect(text).not.toContain('secretsecret');
  });
});

describe('the description of the API', () => {
  it('is OpenAPI 3.1 and names every route, its answers and its problems', async () => {
    const description = z
      .looseObject({
        openapi: z.string(),
        paths: z.record(
          z.string(),
          z.record(
            z.string(),
            z.looseObject({
              operationId: z.string(),
              responses: z.looseObject({ 200: z.unknown(), default: z.unknown() }),
            }),
          ),
        ),
        components: z.looseObject({ schemas: z.record(z.string(), z.unknown()) }),
      })
      .parse((await demo.get('/openapi.json')).json());
    expect(description.openapi).toBe('3.1.0');
    const operations = Object.values(description.paths).flatMap((path) => Object.values(path));
    expect(operations.length).toBeGreaterThan(20);
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
    expect(Object.keys(description.components.schemas)).toEqual(expect.arrayContaining(['Token', 'Problem']));
    for (const path of demo.app.printRoutes({ commonPrefix: false }).matchAll(/\/v1\/[\w-]+/g)) {
      expect(Object.keys(description.paths).some((known) => known.startsWith(path[0]))).toBe(true);
    }
  });
});
