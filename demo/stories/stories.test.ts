import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type WrittenDemo, writeTemporaryDemo } from '../testing/with-demo.ts';
import type { PrincipalTruth } from '../truth/truth.ts';

interface Statement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action?: string | readonly string[];
  readonly NotAction?: string | readonly string[];
  readonly Condition?: unknown;
}

interface Holder {
  readonly Arn: string;
  readonly GroupList?: readonly string[];
  readonly GroupName?: string;
  readonly AttachedManagedPolicies: readonly { readonly PolicyArn: string }[];
  readonly UserPolicyList?: readonly {
    readonly PolicyDocument: { readonly Statement: readonly Statement[] };
  }[];
  readonly RolePolicyList?: Holder['UserPolicyList'];
  readonly GroupPolicyList?: Holder['UserPolicyList'];
}

interface Details {
  readonly UserDetailList: readonly Holder[];
  readonly GroupDetailList: readonly Holder[];
  readonly RoleDetailList: readonly Holder[];
  readonly Policies: readonly {
    readonly Arn: string;
    readonly PolicyVersionList: readonly {
      readonly Document: { readonly Statement: readonly Statement[] };
    }[];
  }[];
}

describe('stories', () => {
  let demo: WrittenDemo;
  let principals: ReadonlyMap<string, PrincipalTruth>;
  let statements: ReadonlyMap<string, readonly Statement[]>;

  beforeAll(async () => {
    demo = await writeTemporaryDemo({ days: 120, scale: 0.05 });
    principals = new Map(demo.truth.providers.aws?.principals.map((principal) => [principal.id, principal]));
    statements = readStatements(demo.directory);
  }, 300_000);
  afterAll(() => demo.remove());

  it('give a reason for every permission that is used: some policy of the principal allows it', () => {
    const unexplained = [...principals.values()]
      .filter(({ kind, labels }) => kind !== 'root' && !labels.includes('used-not-granted'))
      .flatMap((principal) => [
        ...principal.uses
          .filter(({ allowed }) => allowed > 0)
          .map(({ permission }) => [principal, permission] as const),
        ...[...principal.unrecorded, ...principal.lost].map((permission) => [principal, permission] as const),
      ])
      .filter(([principal, permission]) => !isGranted(statements.get(principal.id) ?? [], permission));
    expect(unexplained.map(([{ name }, permission]) => `${name} ${permission}`)).toEqual([]);
  });

  it('expect nothing that the calls contradict', () => {
    const holders = new Map(
      Object.values(demo.truth.providers).flatMap((one) =>
        [...one.principals, ...one.tokens].map((holder) => [holder.id, holder] as const),
      ),
    );
    for (const { provider, permission, principal, state } of demo.truth.stories.flatMap(
      ({ expectations }) => expectations,
    )) {
      const use = holders.get(principal)?.uses.find((candidate) => candidate.permission === permission);
      const facts = { principal, permission, state, allowed: use?.allowed ?? 0, denied: use?.denied ?? 0 };
      if (state === 'used' || state === 'used-not-granted')
        expect(facts.allowed, JSON.stringify(facts)).toBeGreaterThan(0);
      else expect(facts.allowed, JSON.stringify(facts)).toBe(0);
      if (state === 'denied') expect(facts.denied, JSON.stringify(facts)).toBeGreaterThan(0);
      if (provider === 'aws' && (state === 'unused' || state === 'unknown')) {
        expect(isGranted(statements.get(principal) ?? [], permission), JSON.stringify(facts)).toBe(true);
      }
    }
  });

  it('speak only of principals and tokens that exist', () => {
    const known = new Set(
      Object.values(demo.truth.providers).flatMap(({ principals, tokens }) =>
        [...principals, ...tokens].map(({ id }) => id),
      ),
    );
    const strangers = demo.truth.stories
      .flatMap(({ subjects }) => subjects)
      .filter((subject) => !known.has(subject));
    expect(strangers).toEqual([]);
  });

  it('have the administrator that only reads two things', () => {
    const scraper = [...principals.values()].find(({ name }) => name === 'svc-metrics-scraper');
    expect(scraper?.isUnlimited).toBe(true);
    expect(scraper?.uses.map(({ permission }) => permission)).toEqual([
      'cloudwatch:GetMetricData',
      'ec2:DescribeInstances',
    ]);
  });
});

function readStatements(directory: string): ReadonlyMap<string, readonly Statement[]> {
  const inventory = join(directory, 'aws/inventory');
  const result = new Map<string, readonly Statement[]>();
  for (const account of readdirSync(inventory).filter((name) => /^\d{12}$/.test(name))) {
    const path = join(inventory, account, 'account-authorization-details.json');
    const details = JSON.parse(readFileSync(path, 'utf8')) as Details;
    for (const holder of [...details.UserDetailList, ...details.RoleDetailList]) {
      const groups = details.GroupDetailList.filter(({ GroupName = '' }) =>
        holder.GroupList?.includes(GroupName),
      );
      result.set(
        holder.Arn,
        [holder, ...groups].flatMap((one) => statementsOf(one, details)),
      );
    }
  }
  return result;
}

function statementsOf(holder: Holder, details: Details): readonly Statement[] {
  const inline = holder.UserPolicyList ?? holder.RolePolicyList ?? holder.GroupPolicyList ?? [];
  const attached = holder.AttachedManagedPolicies.flatMap(({ PolicyArn }) => {
    const policy = details.Policies.find(({ Arn }) => Arn === PolicyArn);
    return policy?.PolicyVersionList[0]?.Document.Statement ?? [];
  });
  return [...inline.flatMap(({ PolicyDocument }) => PolicyDocument.Statement), ...attached];
}

function isGranted(statements: readonly Statement[], permission: string): boolean {
  const covers = ({ Action, NotAction }: Statement) =>
    Action === undefined ? !matchesAny(NotAction, permission) : matchesAny(Action, permission);
  const isDenied = statements.some(
    (one) => one.Effect === 'Deny' && one.Condition === undefined && covers(one),
  );
  return !isDenied && statements.some((one) => one.Effect === 'Allow' && covers(one));
}

function matchesAny(patterns: string | readonly string[] | undefined, permission: string): boolean {
  return [patterns ?? []].flat().some((pattern) => {
    const expression = pattern
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.');
    return new RegExp(`^${expression}$`, 'i').test(permission);
  });
}
