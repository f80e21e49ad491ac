import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { PolicyAnswer } from '../../src/model/policy.ts';
import type { Explanation } from '../../src/model/report.ts';
import { scanSample } from '../cli/scan-sample.test-support.ts';
import { writeSampleGateway } from './sample-gateway.ts';

const { cwd, report, json, tokenOf, stateOf } = scanSample((directory) => {
  const { logs, lists } = writeSampleGateway(directory);
  return { logs: [logs], inventory: [lists] };
});

describe('the log of a gateway, OpenAPI documents and a list of keys', () => {
  it('are read in full, every request once', () => {
    expect(report().sources).toMatchObject([
      { provider: 'http', calls: 12_960, duplicates: 0, ignored: 0, unreadableCount: 0 },
    ]);
  });

  it('split the scopes of a key into used, unused and unknown', () => {
    expect(tokenOf('shop-1')).toMatchObject({
      kind: 'api-key',
      owner: 'shop',
      granted: 6,
      used: 3,
      unused: 1,
      unknown: 2,
    });
    const scopes = ['orders:read', 'orders:write', 'orders:admin', 'refunds:write', 'invoices:read'];
    expect(Object.fromEntries(scopes.map((scope) => [scope, stateOf('shop-1', scope)]))).toEqual({
      'orders:read': 'used',
      'orders:write': 'used',
      // The search takes it, too.
      'orders:admin': 'used',
      'refunds:write': 'unused',
      // No log of that API is held.
      'invoices:read': 'unknown',
    });
  });

  it('call nothing unused of callers whom the log does not name in their way', () => {
    expect(tokenOf('partner')).toMatchObject({
      kind: 'consumer',
      granted: 2,
      used: 0,
      unused: 0,
      unknown: 2,
    });
  });

  it('name a key without a call', () => {
    expect(tokenOf('old-1')).toMatchObject({ granted: 1, used: 0, unused: 1, calls: 0 });
  });

  it('take a scope that was used all along for no new power', () => {
    expect(report().findings.map(({ rule }) => rule)).not.toContain('new-power');
  });

  it('tell of refused wants', () => {
    expect(tokenOf('bi-1')).toMatchObject({ used: 1, denied: 1, usedNotGranted: 0 });
  });

  it('lead to the smallest scopes, which let every past call pass, and say what they reach beyond need', () => {
    const policy = json<PolicyAnswer>('policy', 'shop-1');
    expect(policy.policy).toEqual({ scopes: ['orders:read', 'orders:write'] });
    expect(policy.replay).toMatchObject({ calls: 6480, deniedCalls: 0 });
    expect(policy.elsewhere).toEqual([
      { permission: 'orders:admin', why: 'orders:read is enough for all that it was used on' },
    ]);
    const floor = policy.notes.find(({ text }) => text.startsWith('no smaller set of scopes does'));
    expect(floor?.text).toContain('of which 3 were used');
    const adds = policy.statements.flatMap((statement) => statement.adds);
    expect(adds).toContain('PUT /v1/orders/{orderId}');
  });

  it('are remembered: a later question and later logs need no document, and a newer one stands in its place', () => {
    const needs = (operation: string) =>
      json<{ operations: readonly { permissions: readonly string[] }[] }>('lookup', 'http', operation)
        .operations[0]?.permissions;
    expect(needs('GET /v1/orders/17')).toEqual(['orders:read']);
    const document = join(cwd, 'newer.yaml');
    writeFileSync(
      document,
      'openapi: 3.1.0\ninfo: { title: Orders API }\nservers: [{ url: /v1 }]\npaths: { "/orders/{id}": { get: { security: [{ oauth: [orders:see] }] } } }\n',
    );
    json('ingest', document);
    expect(needs('GET /v1/orders/17')).toEqual(['orders:see']);
    expect(needs('GET /v1/orders')).toEqual([]);
    // What is known of the past stays true, under the same numbers.
    expect(json<Explanation>('explain', 'shop-1', 'orders:read').state).toBe('used');
  });
});
