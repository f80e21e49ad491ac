import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { problemShape } from '../../src/model/problem.ts';
import { type ServedDemo, serveDemo } from './served-demo.ts';

let demo: ServedDemo;
beforeAll(async () => {
  demo = await serveDemo({ isLoaded: false });
});
afterAll(() => demo.remove());

describe('the guard of the API', () => {
  it.each(['localhost:7700', 'localhost', '127.0.0.1:9', '127.3.2.1:7700', '[::1]:7700', 'LOCALHOST:7700'])(
    'lets a request to %s pass',
    async (host) => {
      expect((await demo.get('/v1/health', { host })).status).toBe(200);
    },
  );

  it.each([
    'attacker.example',
    'attacker.example:7700',
    'localhost.attacker.example',
    '127.0.0.1.attacker.example',
    'x@localhost',
    '10.0.0.1:7700',
    '0.0.0.0:7700',
    '[::2]:7700',
    'localhost:x',
  ])('refuses a request that names the host `%s`, as rebound names do', async (host) => {
    const answer = await demo.get('/v1/health', { host });
    expect(answer.status).toBe(403);
    expect(problemShape.parse(answer.json()).code).toBe('request.refused');
  });

  it.each(['http://attacker.example', 'null', 'http://localhost:1', 'https://localhost:7700'])(
    'refuses a request that the page of %s sent',
    async (origin) => {
      expect((await demo.get('/v1/health', { origin })).status).toBe(403);
    },
  );

  it('takes requests of its own page', async () => {
    const headers = {
      origin: 'http://localhost:7700',
      'sec-fetch-site': 'same-origin',
      'sec-fetch-mode': 'cors',
    };
    expect((await demo.get('/v1/health', headers)).status).toBe(200);
  });

  it('refuses what another site embeds, and lets a link open the page only', async () => {
    const foreign = { 'sec-fetch-site': 'cross-site' };
    expect((await demo.get('/v1/health', { ...foreign, 'sec-fetch-mode': 'no-cors' })).status).toBe(403);
    expect((await demo.get('/v1/health', { ...foreign, 'sec-fetch-mode': 'navigate' })).status).toBe(403);
    expect((await demo.get('/openapi.json', { ...foreign, 'sec-fetch-mode': 'navigate' })).status).toBe(200);
  });

  it('lets nothing run or load but what it serves itself', async () => {
    const { headers } = await demo.get('/v1/health');
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' });
    expect(headers).not.toHaveProperty('strict-transport-security');
    expect(headers).not.toHaveProperty('access-control-allow-origin');
  });
});
