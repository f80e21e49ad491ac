import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { needReasons } from '../../../../model/policy-proposal.ts';
import { holderOf, needOf, runProposeCases } from '../../../shared/laws/run-propose-cases.test-support.ts';
import {
  addsNothing,
  isStable,
  keepsWhatIsNeeded,
} from '../../../shared/laws/run-propose-laws.test-support.ts';
import { httpCatalogue, routes } from '../../catalogue/index.ts';
import { learnSampleApi } from '../../sample-api.test-support.ts';
import { httpProposals } from './index.ts';
import { isGiven, reachOf } from './reach.ts';
import { smallestScopes } from './smallest-scopes.ts';

learnSampleApi();
const { write, render } = httpProposals;

runProposeCases('http', httpProposals);

const names = httpCatalogue.permissions().map(({ name }) => name);
const scoped = routes().filter(({ ways }) => ways.every((way) => way.length > 0));
const scopeSets = fc.subarray(names);
const holders = scopeSets.map((scopes) => holderOf(holderWith(scopes)));

function holderWith(scopes: readonly string[]) {
  return {
    principalId: 'key/key-1',
    principalKind: 'api-key',
    held: [{ kind: 'scopes', document: { scopes } }],
  };
}

/** What calls of some operations are counted for, and what else is kept. */
const needLists = fc
  .tuple(fc.subarray([...scoped]), fc.subarray(names), fc.constantFrom(...needReasons))
  .map(([used, kept, reason]) => {
    const called = new Map<string, string[]>();
    for (const { name, ways } of used)
      for (const scope of ways.flat()) called.set(scope, [...(called.get(scope) ?? []), name]);
    const others = kept.filter((scope) => !called.has(scope));
    return [
      ...[...called].map(([permission, on]) => needOf({ permission, reason: 'used', on })),
      ...others.map((permission) => needOf({ permission, reason, on: [] })),
    ];
  });

const world = { language: httpProposals, needLists, holders, numRuns: 400 };

describe('write', () => {
  keepsWhatIsNeeded(world);
  addsNothing(world);
  isStable(world);

  it('tells of each scope the operations that it adds to those used', () => {
    const needs = [needOf({ permission: 'orders:read', reason: 'used', on: ['GET /v1/orders'] })];
    const [statement] = write(needs, holderOf(holderWith(['orders:read']))).statements;
    expect(statement).toMatchObject({
      resources: ['GET /v1/orders'],
      adds: ['GET /v1/orders/search', 'GET /v1/orders/{orderId}', 'GET /v1/orders/{orderId}/lines/{lineId}'],
    });
  });
});

describe('smallestScopes', () => {
  it('finds the set of which every other that does reaches at least as much', () => {
    fc.assert(
      fc.property(fc.subarray([...scoped], { maxLength: 6 }), scopeSets, (used, always) => {
        const operations = used.map(({ ways }) => ways);
        const { scopes, isSmallest } = smallestScopes(operations, new Set(always), new Set(names));
        const does = (set: ReadonlySet<string>) =>
          always.every((scope) => set.has(scope)) &&
          operations.every((ways) => ways.some((way) => isGiven(way, set)));
        expect(isSmallest).toBe(true);
        expect(does(new Set(scopes))).toBe(true);
        const reach = reachOf(new Set(scopes)).length;
        for (let mask = 0; mask < 2 ** names.length; mask++) {
          const set = new Set(names.filter((_, bit) => (mask >> bit) % 2 === 1));
          if (does(set)) expect(reachOf(set).length).toBeGreaterThanOrEqual(reach);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('stops where there are too many alternatives, and says so', () => {
    const many = Array.from({ length: 14 }, (_, index) => [[`a${index}`], [`b${index}`]]);
    const { scopes, isSmallest } = smallestScopes(many, new Set(), new Set());
    expect(isSmallest).toBe(false);
    expect(scopes).toHaveLength(many.length);
  });
});

describe('render', () => {
  it('gives JSON, and refuses what scopes have nothing for', () => {
    const holder = holderOf(holderWith(['orders:read']));
    const proposal = write([needOf({ permission: 'orders:read', reason: 'kept', on: [] })], holder);
    expect(JSON.parse(render(proposal, holder, 'json'))).toEqual({ scopes: ['orders:read'] });
    expect(() => render(proposal, holder, 'terraform')).toThrow('cannot be written as terraform');
  });
});
