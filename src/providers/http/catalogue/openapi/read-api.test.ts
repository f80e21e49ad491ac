import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Api } from '../api.ts';
import { readApi } from './read-api.ts';

function apiOf(value: unknown): Api | undefined {
  const read = readApi(typeof value === 'string' ? value : JSON.stringify(value));
  return read && 'api' in read ? read.api : undefined;
}

const info = { title: 'Orders API', version: '1' };
const get = (security?: unknown) => ({ get: security === undefined ? {} : { security } });

describe('readApi', () => {
  it('takes the requirements of an operation before those of the document', () => {
    const api = apiOf({
      openapi: '3.1.0',
      info,
      security: [{ oauth: ['common'] }],
      paths: { '/a': get(), '/b': get([{ oauth: ['own'] }]), '/c': get([]), '/d': get([{}]) },
    });
    expect(api?.operations.map(({ path, ways }) => [path, ways])).toEqual([
      ['/a', [['common']]],
      ['/b', [['own']]],
      ['/c', [[]]],
      ['/d', [[]]],
    ]);
  });

  it('joins the schemes of one object, and keeps the objects of a list apart', () => {
    const api = apiOf({
      openapi: '3.0.3',
      info,
      paths: {
        '/a': get([{ one: ['b', 'a'], two: ['c'] }, { one: ['d'] }, { one: ['d', 'e'] }, { key: [] }]),
      },
    });
    expect(api?.operations[0]?.ways).toEqual([['a', 'b', 'c'], ['d']]);
  });

  it('reads Swagger 2.0', () => {
    const api = apiOf({
      swagger: '2.0',
      info,
      host: 'api.example.com',
      basePath: '/v2/',
      securityDefinitions: { oauth: { type: 'oauth2', scopes: { 'orders:read': 'x' } } },
      paths: { '/orders': get([{ oauth: ['orders:read'] }]) },
    });
    expect(api).toMatchObject({ id: 'orders-api/v2', bases: ['/v2'], scopes: ['orders:read'] });
  });

  it('follows servers, their variables, and path items that stand elsewhere', () => {
    const api = apiOf(`
openapi: 3.1.0
info: { title: Orders API }
servers:
  - url: https://{region}.example.com/{stage}/v1
    variables:
      region: { default: eu }
      stage: { default: prod, enum: [prod, beta] }
  - url: /internal
paths:
  /orders: { $ref: '#/components/pathItems/orders~1list' }
components:
  pathItems:
    orders/list: { get: { security: [{ o: [a] }] }, post: {} }
`);
    expect(api?.bases).toEqual(['/prod/v1', '/beta/v1', '/internal']);
    expect(api?.operations.map(({ method }) => method)).toEqual(['GET', 'POST']);
  });

  it('takes nothing else for an API', () => {
    for (const text of [
      '',
      '{}',
      '[]',
      'openapi: 9.0',
      '{"openapi":"3.1.0"',
      'a: &a [*a, *a]',
      'swagger: no',
    ])
      expect(readApi(text), text).toBeUndefined();
  });

  it('survives YAML that is made to swell', () => {
    const levels = Array.from(
      { length: 12 },
      (_, index) => `l${index}: &l${index} [${`*l${index - 1},`.repeat(9)}]`,
    );
    const text = ['openapi: 3.1.0', 'l-1: &l-1 [x]', ...levels].join('\n');
    expect(() => readApi(text)).not.toThrow();
  });

  it('never throws, and gives no operation without a method, a path and a way', () => {
    const odd = fc.constantFrom<unknown>(null, 1, '', [], {}, [[]], { get: null }, '__proto__', [{ a: 'b' }]);
    const document = fc.record(
      {
        openapi: fc.constantFrom('3.1.0', 3.1),
        info: odd,
        servers: odd,
        security: odd,
        components: odd,
        paths: fc.dictionary(
          fc.constantFrom('/a', 'b', '/{c}'),
          fc.oneof(odd, fc.record({ get: odd, post: fc.record({ security: odd }) })),
        ),
      },
      { requiredKeys: ['openapi'] },
    );
    fc.assert(
      fc.property(document, (value) => {
        for (const { method, path, ways } of apiOf(value)?.operations ?? []) {
          expect(method).toMatch(/^[A-Z]+$/);
          expect(path.startsWith('/')).toBe(true);
          expect(ways.length).toBeGreaterThan(0);
        }
      }),
    );
  });
});
