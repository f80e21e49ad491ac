import type { AddressInfo } from 'node:net';
import express, { type NextFunction, type Request, type Response } from 'express';
import Fastify from 'fastify';
import { describe, expect, it } from 'vitest';
import { type Caller, keyHash } from '../../integrations/node/access-line.mjs';
import { scopelight as forExpress } from '../../integrations/node/express.mjs';
import { scopelight as forFastify } from '../../integrations/node/fastify.mjs';
import { loadedLines } from './loaded-lines.ts';

const secret = 'hunter2-of-the-shop';
const callers: Readonly<Record<string, Caller>> = {
  [secret]: { keyId: 'key-1', consumer: 'shop', scopes: ['orders:read', 'orders:write'] },
  'key-without-id': { keyId: keyHash('key-without-id') },
};

function callerOf(key: unknown): Caller | undefined {
  return typeof key === 'string' ? callers[key] : undefined;
}

/** What is asked of each server: method, URL, key. */
const requests = [
  ['GET', `/v1/orders/17?api_key=${secret}`, secret],
  ['POST', '/v1/orders', secret],
  ['DELETE', '/v1/orders/17', 'key-without-id'],
  ['GET', '/v1/orders/17', 'nobody'],
  ['GET', `/v1/reset/${secret}`, secret],
] as const;

interface Server {
  readonly url: string;
  readonly lines: readonly string[];
  close(): Promise<unknown>;
}

async function startFastify(): Promise<Server> {
  const lines: string[] = [];
  const app = Fastify();
  await app.register(forFastify, {
    identify: ({ headers }) => callerOf(headers['x-api-key']),
    write: (line) => lines.push(line),
  });
  app.addHook('onRequest', async ({ headers }, reply) => {
    if (callerOf(headers['x-api-key']) === undefined) return reply.code(401).send();
    return undefined;
  });
  app.get('/v1/orders/:orderId', async () => ({}));
  app.post('/v1/orders', async (_request, reply) => reply.code(201).send({}));
  app.delete('/v1/orders/:orderId', async (_request, reply) => reply.code(403).send({}));
  return { url: await app.listen({ port: 0, host: '127.0.0.1' }), lines, close: () => app.close() };
}

async function startExpress(): Promise<Server> {
  const lines: string[] = [];
  const app = express();
  app.use(
    forExpress({
      identify: (request) => callerOf(request.get('x-api-key')),
      write: (line) => lines.push(line),
    }),
  );
  const orders = express.Router();
  orders.use((request: Request, response: Response, next: NextFunction) => {
    if (callerOf(request.get('x-api-key')) === undefined) response.status(401).end();
    else next();
  });
  orders.get('/:orderId', (_request, response) => void response.json({}));
  orders.post('/', (_request, response) => void response.status(201).json({}));
  orders.delete('/:orderId', (_request, response) => void response.status(403).json({}));
  app.use('/v1/orders', orders);
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  const close = () => new Promise((resolve) => server.close(resolve));
  return { url: `http://127.0.0.1:${port}`, lines, close };
}

describe.each([
  ['Fastify', startFastify],
  ['Express', startExpress],
])('the middleware for %s', (_name, start) => {
  it('writes lines from which the product knows every call, and no secret', async () => {
    const server = await start();
    try {
      for (const [method, path, key] of requests) {
        const answer = await fetch(`${server.url}${path}`, { method, headers: { 'x-api-key': key } });
        await answer.arrayBuffer();
      }
      await expect.poll(() => server.lines).toHaveLength(requests.length);
    } finally {
      await server.close();
    }
    expect(server.lines.join('\n')).not.toContain(secret);
    const rows = await loadedLines(server.lines.join('\n'));
    const told = rows.map(({ disposition, token_id, operation, outcome, session }) =>
      [disposition, token_id, operation, outcome, session].join(' | '),
    );
    expect(told.sort()).toEqual(
      [
        'call | key-1 | GET /v1/orders/{orderId} | allowed | orders:read orders:write',
        'call | key-1 | POST /v1/orders | allowed | orders:read orders:write',
        'call | key-1 | GET /v1/reset/* | error | orders:read orders:write',
        `call | ${keyHash('key-without-id')} | DELETE /v1/orders/{orderId} | denied | `,
        'call |  | GET /v1/orders/{orderId} | authn_failed | ',
      ].sort(),
    );
  });
});
