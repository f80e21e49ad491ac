import { randomInt } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { EvidenceState } from '../../demo/truth/truth.ts';
import { coverageByAccount } from '../../src/analysis/coverage.ts';
import { type FleetGap, fleetGap, type TokenGap } from '../../src/analysis/gap.ts';
import { mintedBy } from '../../src/analysis/lineage.ts';
import { logSpan } from '../../src/analysis/log-span.ts';
import { usageFacets } from '../../src/analysis/usage-facets.ts';
import { accountKey } from '../../src/model/account-key.ts';
import { groupBy } from '../../src/model/group-by.ts';
import type { Report } from '../../src/model/report.ts';
import type { Span } from '../../src/model/window.ts';
import { findProvider } from '../../src/providers/register.ts';
import { explainPermission } from '../../src/services/explanation/explain-permission.ts';
import { buildReport } from '../../src/services/report.ts';
import { countedUsage } from './counted-usage.ts';
import { expectationsOf, type LoadedDemo, loadDemo, tokenId } from './load-demo.ts';
import { recordsInRepeatedFiles } from './repeated-files.ts';

const { catalogue } = findProvider('aws');
const hourMs = 3_600_000;
const minutes = 60_000;

// The second seed is another one in every run, so that nothing is right for one organisation only; its name tells it.
const seeds = [1, Number(process.env.SCOPELIGHT_TEST_DEMO_SEED ?? randomInt(2, 1_000_000))];

/** The truth counts the steps of people through a sign-in portal as events, the product as calls of a directory user. */
function isPortalUser(gap: TokenGap): boolean {
  return gap.token.principalKind === 'directory user';
}

describe.each(seeds)('the demo organisation of seed %i', (seed) => {
  let loaded: LoadedDemo;
  let span: Span;
  let fleet: FleetGap;
  let byPrincipal: ReadonlyMap<string, readonly TokenGap[]>;
  let report: Report;

  beforeAll(async () => {
    loaded = await loadDemo({ seed, scale: 0.1 });
    const held = await logSpan(loaded.ctx.store);
    if (!held) throw new Error('no log was loaded');
    span = held;
    fleet = await fleetGap(loaded.ctx.store, span);
    byPrincipal = groupBy(fleet.tokens, (gap) => gap.token.principalId);
    report = await buildReport(loaded.ctx);
  }, 10 * minutes);

  afterAll(() => loaded.remove());

  const used = (gaps: readonly TokenGap[], id: number): boolean => gaps.some((gap) => gap.used.has(id));

  /** Evidence state of a permission for a principal, whichever of its tokens used it. */
  function stateOf(gaps: readonly TokenGap[], id: number): EvidenceState | undefined {
    if (gaps.some((gap) => gap.usedNotGranted.has(id))) return 'used-not-granted';
    if (used(gaps, id)) return 'used';
    if (gaps.every((gap) => gap.unused.has(id))) return 'unused';
    if (gaps.some((gap) => gap.granted.has(id))) return 'unknown';
    return gaps.some((gap) => gap.denied.has(id)) ? 'denied' : undefined;
  }

  function idOf(name: string): number {
    const permission = catalogue.find(name);
    if (!permission) throw new Error(`the catalogue has no permission ${name}`);
    return permission.id;
  }

  function gapsOf(principal: string): readonly TokenGap[] {
    return byPrincipal.get(principal) ?? [];
  }

  it('loses and doubles no record', () => {
    const { records, files } = loaded.aws;
    const [source, ...others] = loaded.summary.sources;
    expect(others).toEqual([]);
    const { calls, duplicates, ignoredReasons, unreadable, unmapped } = source ?? {};
    expect(unreadable).toEqual([]);
    expect(unmapped).toBe(0);
    const portal = fleet.tokens.filter(isPortalUser).reduce((sum, gap) => sum + gap.calls, 0);
    expect((calls ?? 0) - portal).toBe(
      Object.values(records.byOutcome).reduce((sum, count) => sum + count, 0),
    );
    expect(ignoredReasons).toMatchObject({
      'digest file': files.digests,
      'insight event': records.byKind.insight,
    });
    const events = ignoredReasons?.['service event without a caller'] ?? 0;
    const read = (calls ?? 0) + (duplicates ?? 0) + events + (records.byKind.insight ?? 0);
    expect(read + recordsInRepeatedFiles(loaded.demo.directory)).toBe(records.total);
  });

  it('tells whose calls are nobody’s token: services, strangers, and calls that a service forwards', async () => {
    const rows = await loaded.ctx.store.query({
      name: 'calls by caller',
      sql: `SELECT if(via != '' AND principal_kind IN ('user', 'role', 'root'), 'forwarded', toString(principal_kind)) AS caller,
          uniqExact(call_id) AS calls
        FROM calls_v1
        WHERE NOT is_copy OR call_id NOT IN (SELECT call_id FROM calls_v1 WHERE NOT is_copy)
        GROUP BY caller`,
      row: z.object({ caller: z.string(), calls: z.coerce.number() }),
    });
    const counted = Object.fromEntries(rows.map(({ caller, calls }) => [caller, calls]));
    const { byKind } = loaded.aws.records;
    expect(counted).toMatchObject({
      forwarded: byKind.forwarded,
      service: byKind.service,
      'service-linked role': byKind['service-linked'],
      anonymous: byKind.anonymous,
      external: byKind.external,
    });
  });

  it('has the window of the logs', () => {
    expect(report.window.from).toBe(new Date(loaded.truth.window.from).toISOString());
    expect(report.window.to).toBe(new Date(loaded.truth.window.to).toISOString());
  });

  it.each(['principal', 'token'] as const)(
    'counts every call of every %s, by permission and outcome',
    async (what) => {
      const counted = await countedUsage(loaded.ctx.store, `${what}_id`);
      const subjects = what === 'principal' ? loaded.aws.principals : loaded.aws.tokens;
      for (const { id, calls, uses, firstSeen, lastSeen } of subjects) {
        // The provider’s own calls with its own roles are counted apart in the truth.
        if (id.includes(':role/aws-service-role/')) continue;
        const ours = counted.get(tokenId(id));
        expect({ id, calls: ours?.calls ?? 0, firstSeen: ours?.firstSeen, lastSeen: ours?.lastSeen }).toEqual(
          {
            id,
            calls,
            firstSeen,
            lastSeen,
          },
        );
        const plain = uses.map(({ neededErrors: _, dryRuns: __, ...use }) => use);
        expect({ id, uses: ours?.uses ?? [] }).toEqual({ id, uses: plain });
      }
    },
  );

  it('names every token, whose it is and what has become of it', () => {
    const owners = new Map(loaded.aws.principals.map(({ id, owner, team }) => [id, owner ?? team ?? null]));
    const rows = new Map(report.tokens.map((row) => [row.id, row]));
    for (const token of loaded.aws.tokens) {
      const row = rows.get(tokenId(token.id));
      expect(row).toMatchObject({
        kind: token.kind,
        principal: token.principal || 'unknown',
        account: token.account,
        owner: owners.get(token.principal) ?? null,
        calls: token.calls,
        firstUsed: token.firstSeen === undefined ? null : new Date(token.firstSeen).toISOString(),
        lastUsed: token.lastSeen === undefined ? null : new Date(token.lastSeen).toISOString(),
      });
      if (token.kind === 'access-key') expect([token.id, row?.status]).toEqual([token.id, token.status]);
    }
  });

  it('takes nothing else for a token that called', () => {
    const known = new Set(loaded.aws.tokens.map(({ id }) => tokenId(id)));
    const others = fleet.tokens.filter((gap) => gap.calls > 0 && !known.has(gap.token.id));
    const strangers = others.filter((gap) => !isPortalUser(gap) && gap.token.principalKind !== 'external');
    expect(strangers.map((gap) => gap.token.id)).toEqual([]);
  });

  it('follows every session to the token that minted it', async () => {
    const edges = new Map<string, number>();
    for (const { parent, child, calls } of loaded.aws.lineage)
      edges.set(`${tokenId(parent)} ${tokenId(child)}`, calls);
    const found = new Map<string, number>();
    for (const { id } of loaded.aws.tokens) {
      for (const { token, times } of await mintedBy(loaded.ctx.store, tokenId(id)))
        found.set(`${tokenId(id)} ${token}`, times);
    }
    expect(found).toEqual(edges);
  });

  it('places every call that came from an address', async () => {
    const { store } = loaded.ctx;
    const known = await store.query({
      name: 'places',
      sql: 'SELECT DISTINCT place, country, asn, kind FROM addresses_v1',
      row: z.object({ place: z.string(), country: z.string(), asn: z.number(), kind: z.string() }),
    });
    const placed = new Map(known.map((one) => [one.place, one]));
    for (const token of loaded.aws.tokens) {
      const counts = new Map<string, number>();
      const { place: origins } = await usageFacets(store, { tokenId: tokenId(token.id), span });
      for (const { name, calls } of origins) {
        const place = placed.get(name);
        if (place?.kind === 'service') continue;
        const key = place?.kind === 'private' ? 'private' : `${place?.country} ${place?.asn}`;
        counts.set(key, (counts.get(key) ?? 0) + calls);
      }
      const expected = new Map<string, number>();
      for (const { country, asn, calls } of token.places) {
        const key = country === undefined ? 'private' : `${country} ${asn}`;
        expected.set(key, (expected.get(key) ?? 0) + calls);
      }
      expect([token.id, counts]).toEqual([token.id, expected]);
    }
  });

  it('finds the lost hours, and no others', async () => {
    const coverage = await coverageByAccount(loaded.ctx.store, span);
    const holes = [...coverage.values()].flatMap((account) =>
      account.holes.map(({ account, region, from, to }) => ({
        account,
        region,
        from: new Date(from * hourMs).toISOString(),
        to: new Date(to * hourMs).toISOString(),
      })),
    );
    const lost = loaded.aws.holes.map(({ account, region, from, to }) => ({
      account,
      region,
      from: new Date(from).toISOString(),
      to: new Date(to).toISOString(),
    }));
    expect(holes).toEqual(lost);
    const keys = loaded.aws.accounts.map(({ id }) => accountKey({ provider: 'aws', account: id }));
    expect([...coverage.keys()].sort()).toEqual(keys.sort());
  });

  it('holds what every story expects of single permissions', () => {
    const expectations = expectationsOf(loaded.truth, 'aws');
    expect(expectations.length).toBeGreaterThan(40);
    const wrong = expectations
      .map((one) => ({ ...one, found: stateOf(gapsOf(one.principal), idOf(one.permission)) }))
      .filter(({ state, found }) => state !== found);
    expect(wrong).toEqual([]);
  });

  it('never calls unused what was exercised, whether a record tells or not', () => {
    const wrong = loaded.aws.principals.flatMap(({ id, uses, unrecorded, lost }) => {
      const exercised = uses.filter((use) => use.allowed + use.error > 0).map((use) => use.permission);
      return gapsOf(id).flatMap((gap) =>
        [...exercised, ...unrecorded, ...lost]
          .filter((name) => gap.unused.has(idOf(name)))
          .map((name) => `${gap.token.id} ${name}`),
      );
    });
    expect(wrong).toEqual([]);
  });

  it('calls used what got through and is granted, and nothing that was only refused', () => {
    for (const { id, uses } of loaded.aws.principals) {
      const gaps = gapsOf(id);
      for (const { permission, allowed, error } of uses) {
        const isUsed = used(gaps, idOf(permission));
        const isGranted = gaps.some((gap) => gap.granted.has(idOf(permission)));
        expect([id, permission, isUsed]).toEqual([id, permission, allowed + error > 0 && isGranted]);
      }
    }
  });

  it('grants what a use needs, but for the one that a resource’s policy allowed', () => {
    const found = fleet.tokens.flatMap((gap) =>
      [...gap.usedNotGranted].map((id) => [gap.token.principalId, id] as const),
    );
    const expected = expectationsOf(loaded.truth, 'aws')
      .filter(({ state }) => state === 'used-not-granted')
      .map(({ principal, permission }) => [principal, idOf(permission)]);
    expect(found).toEqual(expected);
  });

  it('gives administrators everything', () => {
    const all = catalogue.permissions().length;
    for (const { id, isUnlimited, kind } of loaded.aws.principals) {
      const [gap] = gapsOf(id);
      if (!isUnlimited || gap === undefined) continue;
      expect([id, kind, gap.granted.size >= 0.98 * all]).toEqual([id, kind, true]);
    }
  });

  it('judges nothing that is too young, or whose log has a hole', () => {
    const holed = new Set(loaded.aws.holes.map(({ account }) => account));
    const young = loaded.aws.principals.filter(({ labels }) => labels.includes('young-grant'));
    expect(young.length).toBeGreaterThan(5);
    const judged = fleet.tokens.filter((gap) => !gap.unused.isEmpty);
    expect(judged.filter((gap) => holed.has(gap.token.account))).toEqual([]);
    for (const { id } of young) expect(judged.filter((gap) => gap.token.principalId === id)).toEqual([]);
  });

  it('finds the keys that nobody uses, the administrators that only read, and the keys that are gone but knock', () => {
    const labelled = (label: string) =>
      loaded.aws.tokens.filter(({ labels }) => labels.includes(label)).map(({ id }) => tokenId(id));
    const found = (rule: string) =>
      report.findings
        .filter((finding) => finding.rule === rule)
        .map(({ subject }) => subject)
        .sort();
    expect(found('admin-but-reads')).toEqual(labelled('admin-only-reads').sort());
    expect(found('revoked-but-knocking')).toEqual(labelled('zombie').sort());
    expect(found('unused-token')).toEqual(labelled('dormant').sort());
    const young = labelled('young-grant');
    const never = labelled('never-used').filter((id) => !young.includes(id));
    expect(found('never-used')).toEqual(never.sort());
    expect(never.length).toBeGreaterThan(1);
  });

  it('tells of a long-held AdministratorAccess of which only two permissions are used', async () => {
    const story = loaded.truth.stories.find(({ id }) => id === 'admin-only-reads');
    const token = story?.subjects.find((subject) => subject.startsWith('AKIA')) ?? '';
    const gap = fleet.tokens.find((candidate) => candidate.token.id === token);
    const names = [...(gap?.used ?? [])].map(
      (id) => catalogue.permissions().find((one) => one.id === id)?.name,
    );
    expect(names.sort()).toEqual(['cloudwatch:GetMetricData', 'ec2:DescribeInstances']);
    const explanation = await explainPermission(loaded.ctx, { token, permission: 'iam:CreateUser' });
    expect(explanation).toMatchObject({
      state: 'unused',
      grantedBy: [{ effect: 'allow', resources: ['*'] }],
    });
    expect(explanation.grantedBy[0]?.role).toContain('AdministratorAccess');
    expect(Date.parse(explanation.grantedBy[0]?.since ?? '')).toBeLessThan(span.from);
  });
});
