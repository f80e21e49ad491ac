import { randomInt } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EvidenceState } from '../../demo/truth/truth.ts';
import { type FleetGap, fleetGap, type TokenGap } from '../../src/analysis/gap.ts';
import { logSpan } from '../../src/analysis/log-span.ts';
import { usageFacets } from '../../src/analysis/usage-facets.ts';
import type { PermissionSet } from '../../src/model/permission-set.ts';
import type { Report } from '../../src/model/report.ts';
import { findProvider } from '../../src/providers/register.ts';
import { buildReport } from '../../src/services/report.ts';
import { countedUsage } from './counted-usage.ts';
import { expectationsOf, type LoadedDemo, loadDemo } from './load-demo.ts';

const { catalogue } = findProvider('github');
const names = new Map(catalogue.permissions().map(({ id, name }) => [id, name]));
const minutes = 60_000;

// Another seed in every run, so that nothing is right for one organisation only; its name tells it.
const seed = Number(process.env.SCOPELIGHT_TEST_DEMO_SEED ?? randomInt(2, 1_000_000));

describe(`the demo organisation of seed ${seed} on GitHub`, () => {
  let loaded: LoadedDemo;
  let fleet: FleetGap;
  let report: Report;

  beforeAll(async () => {
    loaded = await loadDemo({ seed, scale: 0.2, systems: ['github'] });
    const span = await logSpan(loaded.ctx.store);
    if (!span) throw new Error('no log was loaded');
    fleet = await fleetGap(loaded.ctx.store, span);
    report = await buildReport(loaded.ctx);
  }, 10 * minutes);

  afterAll(() => loaded.remove());

  const gapOf = (token: string): TokenGap | undefined => fleet.tokens.find((gap) => gap.token.id === token);

  const named = (set: PermissionSet): readonly string[] =>
    [...set].flatMap((id) => names.get(id) ?? []).sort();

  it('loses and doubles no record', () => {
    const { records } = loaded.github;
    expect(loaded.summary.sources).toMatchObject([
      {
        provider: 'github',
        calls: records.total,
        duplicates: 0,
        unmapped: records.opaque,
        unreadable: [],
      },
    ]);
  });

  it.each(['principal', 'token'] as const)(
    'counts every call of every %s, by permission and outcome',
    async (what) => {
      const counted = await countedUsage(loaded.ctx.store, `${what}_id`);
      const subjects = what === 'principal' ? loaded.github.principals : loaded.github.tokens;
      const told = subjects
        .filter(({ calls }) => calls > 0)
        .map(({ id, calls, uses, firstSeen, lastSeen }) => {
          const plain = uses.map(({ neededErrors: _, dryRuns: __, ...use }) => use);
          return [id, { calls, firstSeen, lastSeen, uses: plain }] as const;
        });
      expect(counted.size).toBe(told.length);
      for (const [id, expected] of told) {
        expect([id, counted.get(id)]).toEqual([id, expected]);
      }
    },
  );

  it('names every token, whose it is and what has become of it, and no other', () => {
    const owners = new Map(loaded.github.principals.map(({ id, owner }) => [id, owner ?? null]));
    const expected = loaded.github.tokens.map(
      ({ id, kind, principal, account, status, calls, lastSeen }) => ({
        id,
        provider: 'github',
        kind,
        principal,
        account,
        status,
        owner: owners.get(principal) ?? null,
        calls,
        lastUsed: lastSeen === undefined ? null : lastSeen,
      }),
    );
    const found = report.tokens.map(
      ({ id, provider, kind, principal, account, status, owner, calls, lastUsed }) => ({
        id,
        provider,
        kind,
        principal,
        account,
        status,
        owner,
        calls,
        lastUsed: lastUsed === null ? null : lastUsed.replace(/\.\d+Z$/, 'Z'),
      }),
    );
    const byId = (left: { readonly id: string }, right: { readonly id: string }): number =>
      left.id < right.id ? -1 : 1;
    expect(found.toSorted(byId)).toEqual(expected.toSorted(byId));
  });

  it('says of every permission of every token what is true of it', () => {
    const known = loaded.github.tokens.filter(({ gap }) => gap !== undefined);
    expect(known.length).toBeGreaterThan(20);
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
    const expectations = expectationsOf(loaded.truth, 'github');
    expect(expectations.length).toBeGreaterThan(15);
    const wrong = expectations
      .map((one) => ({ ...one, found: stateOf(gapOf(one.principal), one.permission) }))
      .filter(({ state, found }) => state !== found);
    expect(wrong).toEqual([]);
  });

  it('never calls unused what a token used, whatever it is granted by', () => {
    const wrong = loaded.github.tokens.flatMap(({ id, uses }) => {
      const gap = gapOf(id);
      const unused = new Set(gap && named(gap.unused));
      return uses
        .filter(({ permission, allowed, error }) => allowed + error > 0 && unused.has(permission))
        .map(({ permission }) => [id, permission]);
    });
    expect(wrong).toEqual([]);
  });

  it('places every call that came from an address', async () => {
    for (const token of loaded.github.tokens) {
      const { place } = await usageFacets(loaded.ctx.store, { tokenId: token.id, span: fleet.span });
      const counted = place.reduce((sum, facet) => sum + facet.calls, 0);
      expect([token.id, counted]).toEqual([token.id, token.calls]);
    }
  });

  function stateOf(gap: TokenGap | undefined, permission: string): EvidenceState | undefined {
    const id = catalogue.find(permission)?.id;
    if (gap === undefined || id === undefined) return undefined;
    if (gap.usedNotGranted.has(id)) return 'used-not-granted';
    if (gap.used.has(id)) return 'used';
    if (gap.unused.has(id)) return 'unused';
    if (gap.granted.has(id)) return 'unknown';
    return gap.denied.has(id) ? 'denied' : undefined;
  }
});
