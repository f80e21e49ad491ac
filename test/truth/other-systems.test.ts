import { randomInt } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemIds } from '../../demo/system.ts';
import type { EvidenceState, ProviderTruth } from '../../demo/truth/truth.ts';
import { type FleetGap, fleetGap, type TokenGap } from '../../src/analysis/gap.ts';
import { logSpan } from '../../src/analysis/log-span.ts';
import { usageFacets } from '../../src/analysis/usage-facets.ts';
import type { PermissionSet } from '../../src/model/permission-set.ts';
import type { Report } from '../../src/model/report.ts';
import { findProvider } from '../../src/providers/register.ts';
import { buildReport } from '../../src/services/report.ts';
import { countedUsage } from './counted-usage.ts';
import { expectationsOf, type LoadedDemo, loadDemo } from './load-demo.ts';

const minutes = 60_000;

// Another seed in every run, so that nothing is right for one organisation only; its name tells it.
const seed = Number(process.env.SCOPELIGHT_TEST_DEMO_SEED ?? randomInt(2, 1_000_000));
const systems = systemIds.filter((id) => id !== 'aws');

let loaded: LoadedDemo;
let fleet: FleetGap;
let report: Report;

beforeAll(async () => {
  loaded = await loadDemo({ seed, scale: 0.2, systems });
  const span = await logSpan(loaded.ctx.store);
  if (!span) throw new Error('no log was loaded');
  fleet = await fleetGap(loaded.ctx.store, span);
  report = await buildReport(loaded.ctx);
}, 10 * minutes);

afterAll(() => loaded.remove());

describe.each(systems)(`the demo organisation of seed ${seed} in %s`, (system) => {
  function truth(): ProviderTruth {
    const told = loaded.truth.providers[system];
    if (told === undefined) throw new Error(`the demo tells nothing about ${system}`);
    return told;
  }

  function gapOf(token: string): TokenGap | undefined {
    return fleet.tokens.find((gap) => gap.token.provider === system && gap.token.id === token);
  }

  function named(set: PermissionSet): readonly string[] {
    return [...set].flatMap((id) => nameOf(system, id) ?? []).sort();
  }

  it('loses and doubles no record', () => {
    const { records } = truth();
    const source = loaded.summary.sources.find(({ provider }) => provider === system);
    expect(source).toMatchObject({
      calls: records.unique - records.sharedCopies,
      duplicates: records.total - (records.unique - records.sharedCopies),
      unmapped: records.opaque,
      unreadable: [],
    });
  });

  it.each(['principal', 'token'] as const)(
    'counts every call of every %s, by permission and outcome',
    async (what) => {
      const counted = await countedUsage(loaded.ctx.store, `${what}_id`, system);
      const subjects = what === 'principal' ? truth().principals : truth().tokens;
      const told = subjects
        .filter(({ calls }) => calls > 0)
        .map(({ id, calls, uses, firstSeen, lastSeen }) => {
          const plain = uses.map(({ neededErrors: _, dryRuns: __, ...use }) => use);
          return [id, { calls, firstSeen, lastSeen, uses: plain }] as const;
        });
      for (const [id, expected] of told) expect([id, counted.get(id)]).toEqual([id, expected]);
      expect([...counted.keys()].sort()).toEqual(told.map(([id]) => id).sort());
    },
  );

  it('names every token, whose it is and what has become of it, and no other', () => {
    const owners = new Map(truth().principals.map(({ id, owner, team }) => [id, owner ?? team ?? null]));
    const expected = truth().tokens.map(({ id, kind, principal, account, status, calls, lastSeen }) => ({
      id,
      kind,
      principal,
      account,
      status,
      owner: owners.get(principal) ?? null,
      calls,
      lastUsed: lastSeen === undefined ? null : lastSeen,
    }));
    const found = report.tokens
      .filter(({ provider }) => provider === system)
      .map(({ id, kind, principal, account, status, owner, calls, lastUsed }) => ({
        id,
        kind,
        principal,
        account,
        status,
        owner,
        calls,
        lastUsed: lastUsed === null ? null : lastUsed.replace(/\.\d+Z$/, 'Z'),
      }));
    const byId = (left: { readonly id: string }, right: { readonly id: string }): number =>
      left.id < right.id ? -1 : 1;
    expect(found.toSorted(byId)).toEqual(expected.toSorted(byId));
  });

  it('says of every permission of every token what is true of it', () => {
    const known = truth().tokens.filter(({ gap }) => gap !== undefined);
    expect(known.length).toBeGreaterThan(3);
    for (const { id, gap } of known) {
      const found = gapOf(id);
      if (found === undefined) throw new Error(`nothing is said of ${id}`);
      const { granted, used, unused, unknown } = found;
      expect({
        id,
        granted: named(granted),
        used: named(used),
        unused: named(unused),
        unknown: named(unknown),
      }).toEqual({ id, ...gap });
    }
  });

  it('holds what every story expects of single permissions', () => {
    const expectations = expectationsOf(loaded.truth, system);
    expect(expectations.length).toBeGreaterThan(5);
    const wrong = expectations
      .map((one) => ({ ...one, found: stateOf(gapOf(one.principal), one.permission) }))
      .filter(({ state, found }) => state !== found);
    expect(wrong).toEqual([]);
  });

  it('judges nothing of a principal that is younger than the window', () => {
    const young = truth().principals.filter(({ labels }) => labels.includes('young-grant'));
    const judged = young.flatMap(({ id }) =>
      fleet.tokens.filter((gap) => gap.token.principalId === id && gap.unusedCount > 0),
    );
    expect(judged.map(({ token }) => token.id)).toEqual([]);
  });

  it('never calls unused what a token used, whatever it is granted by', () => {
    const wrong = truth().tokens.flatMap(({ id, uses }) => {
      const gap = gapOf(id);
      const unused = new Set(gap && named(gap.unused));
      return uses
        .filter(({ permission, allowed, error }) => allowed + error > 0 && unused.has(permission))
        .map(({ permission }) => [id, permission]);
    });
    expect(wrong).toEqual([]);
  });

  it('places every call that came from an address', async () => {
    const some = truth().tokens.filter(({ calls }) => calls > 0);
    for (const token of some.slice(0, 8)) {
      const { place } = await usageFacets(loaded.ctx.store, { tokenId: token.id, span: fleet.span });
      const counted = place.reduce((sum, facet) => sum + facet.calls, 0);
      expect([token.id, counted]).toEqual([token.id, token.calls]);
    }
  });

  function stateOf(gap: TokenGap | undefined, permission: string): EvidenceState | undefined {
    const id = findProvider(system).catalogue.find(permission)?.id;
    if (gap === undefined || id === undefined) return undefined;
    if (gap.usedNotGranted.has(id)) return 'used-not-granted';
    if (gap.used.has(id)) return 'used';
    if (gap.unused.has(id)) return 'unused';
    if (gap.granted.has(id)) return 'unknown';
    return gap.denied.has(id) ? 'denied' : undefined;
  }
});

const names = new Map<string, ReadonlyMap<number, string>>();

/** A catalogue may learn from what is loaded: it is asked after that, and once. */
function nameOf(system: string, id: number): string | undefined {
  const known =
    names.get(system) ??
    new Map(
      findProvider(system)
        .catalogue.permissions()
        .map((one) => [one.id, one.name]),
    );
  names.set(system, known);
  return known.get(id);
}
