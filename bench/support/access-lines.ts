/** One request as any access log tells it. */
export interface AccessLine {
  readonly id: string;
  readonly time: Date;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly address: string;
  readonly key: string;
  readonly consumer: string;
  readonly agent: string;
}

const things = ['orders', 'customers', 'invoices', 'refunds', 'shipments', 'products', 'carts', 'prices'];
const methods = ['GET', 'GET', 'GET', 'POST', 'PUT', 'DELETE'] as const;
const dayMs = 86_400_000;

/** Requests of 400 keys over 90 days, the same at every run; `total` spreads them. */
export function* accessLines(from: number, to: number, total: number): Generator<AccessLine> {
  for (let index = from; index < to; index++) {
    const chance = scrambled(index);
    const method = methods[chance % methods.length] ?? 'GET';
    const thing = things[(chance >>> 4) % things.length];
    const key = (chance >>> 8) % 400;
    const id = `/${(chance >>> 3) % 100_000}`;
    const path = `/v1/${thing}${method === 'POST' ? '' : id}${chance % 7 === 0 ? `${method === 'POST' ? id : ''}/items` : ''}`;
    yield {
      id: `${index.toString(16).padStart(12, '0')}${chance.toString(16).padStart(8, '0')}`,
      time: new Date(Date.UTC(2026, 0, 1) + Math.floor((index / total) * 90 * dayMs)),
      method,
      path: chance % 5 === 0 ? `${path}?page=${chance % 40}&size=50` : path,
      status: chance % 97 === 0 ? 403 : chance % 53 === 0 ? 404 : 200,
      address: `203.0.113.${chance % 250}`,
      key: `key-${String(key).padStart(4, '0')}`,
      consumer: `consumer-${key % 80}`,
      agent: `acme-sdk/${chance % 9}.2.0 (linux; node 20)`,
    };
  }
}

/** The API that they call: 80 operations, of which each asks for a scope. */
export function openApiDocument(): object {
  const security = (scope: string) => ({ security: [{ oauth: [scope] }] });
  const paths = things.flatMap((thing) =>
    [`/${thing}`, `/${thing}/{id}`, `/${thing}/{id}/items`, `/${thing}/items`].map((path) => [
      path,
      {
        get: security(`${thing}:read`),
        post: security(`${thing}:write`),
        put: security(`${thing}:write`),
        delete: security(`${thing}:admin`),
      },
    ]),
  );
  return {
    openapi: '3.1.0',
    info: { title: 'Shop', version: '1.0.0' },
    servers: [{ url: 'https://api.example.com/v1' }],
    paths: Object.fromEntries(paths),
  };
}

/** A number that looks like chance, from its place. */
function scrambled(index: number): number {
  let mixed = Math.imul(index ^ 0x9e3779b9, 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
