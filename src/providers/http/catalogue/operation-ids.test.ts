import { describe, expect, it } from 'vitest';
import { learnSampleApi } from '../sample-api.test-support.ts';
import { routesOf } from './catalogue.ts';

const other = (operationId: unknown): string =>
  JSON.stringify({
    openapi: '3.1.0',
    info: { title: 'Other' },
    paths: { '/others': { get: { operationId } } },
  });
const called = (name: string) => routesOf(name).map((route) => `${route.api} ${route.name}`);

describe('what a document calls its operations', () => {
  it('tells the one operation of all documents that is called so', () => {
    learnSampleApi(other('ListOthers'));
    expect(called('GetOrder')).toEqual(['orders-api/v1 GET /v1/orders/{orderId}']);
    expect(called('ListOthers')).toEqual(['other GET /others']);
    expect(called('GetExport')).toEqual([]);
  });

  it('tells none where another document calls one of its own so', () => {
    learnSampleApi(other('GetOrder'));
    expect(called('GetOrder')).toEqual([]);
  });

  it('costs a document nothing where it is no name', () => {
    for (const id of [7, null, '', ' GetOther', 'x'.repeat(201), ['GetOther']]) {
      learnSampleApi(other(id));
      expect(called('GET /others')).toEqual(['other GET /others']);
      expect(called('GetOther')).toEqual([]);
    }
  });
});
