import type { GrantUnknown } from '../../../model/inventory.ts';
import { detail } from './facts.ts';
import type { Identities, Identity } from './identities.ts';
import type { ManagedPolicies } from './managed-policies.ts';
import { allowAll, type ControlPolicy, type Organisation } from './organisation.ts';
import type { PolicyText, PolicyTexts } from './policy-text.ts';

/** One policy as one principal holds it. */
export interface Holding {
  readonly roleId: string;
  /** Absent when the document is not known. */
  readonly text: PolicyText | undefined;
  readonly path: readonly string[];
  /** From when the holding can have had this content at the earliest, as far as dates tell. */
  readonly since: number | undefined;
}

/** Every policy that gives or caps what one principal may do. */
export interface Holdings {
  readonly identity: readonly Holding[];
  readonly boundary: Holding | undefined;
  /** Control policies by level of the organisation, from the root down. */
  readonly levels: readonly { readonly holdings: readonly Holding[]; readonly isComplete: boolean }[];
  readonly unknowns: readonly GrantUnknown[];
}

/** Finds what principals hold; what a group or an account's place gives is worked out once for all. */
export class HoldingFinder {
  readonly #identities: Identities;
  readonly #managed: ManagedPolicies;
  readonly #organisation: Organisation;
  readonly #texts: PolicyTexts;
  readonly #groups = new Map<Identity, readonly Holding[]>();
  readonly #levels = new Map<string, Pick<Holdings, 'levels' | 'unknowns'>>();

  constructor(
    identities: Identities,
    managed: ManagedPolicies,
    organisation: Organisation,
    texts: PolicyTexts,
  ) {
    this.#identities = identities;
    this.#managed = managed;
    this.#organisation = organisation;
    this.#texts = texts;
  }

  of(identity: Identity): Holdings {
    const unknowns: GrantUnknown[] = [];
    const own = this.#ownOf(identity, [], identity.createdAt);
    const groups = identity.groupNames.flatMap((name) => {
      const group = this.#identities.byName('group', identity.account, name);
      if (group !== undefined) return this.#groupOf(group, identity.createdAt, unknowns);
      unknowns.push({ subject: `group/${name}`, reason: 'the group was not exported', effect: 'either' });
      return [];
    });
    const boundary = this.#boundaryOf(identity);
    const control = isServiceLinked(identity)
      ? { levels: [], unknowns: [] }
      : this.#levelsOf(identity.account);
    if (identity.detail !== detail.full && identity.kind !== 'root') {
      unknowns.push({ subject: identity.arn, reason: 'its policies were not exported', effect: 'either' });
    }
    if (identity.isDamaged) {
      unknowns.push({
        subject: identity.arn,
        reason: 'part of its entry could not be read',
        effect: 'either',
      });
    }
    const held = [...own, ...groups];
    unknowns.push(
      ...held.flatMap(unknownOfGrant),
      ...(boundary === undefined ? [] : unknownOfLimit(boundary)),
    );
    return { identity: held, boundary, levels: control.levels, unknowns: [...unknowns, ...control.unknowns] };
  }

  #groupOf(group: Identity, memberSince: number | undefined, unknowns: GrantUnknown[]): readonly Holding[] {
    const known = this.#groups.get(group) ?? this.#ownOf(group, [`group/${group.name}`], group.createdAt);
    this.#groups.set(group, known);
    if (group.isDamaged) {
      const reason = 'part of its entry could not be read';
      unknowns.push({ subject: `group/${group.name}`, reason, effect: 'either' });
    }
    return known.map((holding) => ({ ...holding, since: latest(holding.since, memberSince) }));
  }

  #ownOf(identity: Identity, path: readonly string[], createdAt: number | undefined): readonly Holding[] {
    if (identity.kind === 'root') {
      const text = this.#texts.of(allowAll);
      return [{ roleId: rootAccessId(identity.arn), text, path: ['root'], since: createdAt }];
    }
    const managed = identity.managedArns.map((arn) => {
      const policy = this.#managed.get(arn);
      const since = latest(policy.changedAt, createdAt);
      return { roleId: arn, text: policy.text, path: [...path, `policy/${policy.name}`], since };
    });
    const inline = identity.inlinePolicies.map((policy) => ({
      roleId: inlineId(identity.arn, policy.name),
      text: policy.document === undefined ? undefined : this.#texts.of(policy.document),
      path: [...path, `inline/${policy.name}`],
      since: createdAt,
    }));
    return [...managed, ...inline];
  }

  #boundaryOf(identity: Identity): Holding | undefined {
    if (identity.boundaryArn === undefined) return undefined;
    const policy = this.#managed.get(identity.boundaryArn);
    const since = latest(policy.changedAt, identity.createdAt);
    return { roleId: policy.arn, text: policy.text, path: [`boundary/${policy.name}`], since };
  }

  #levelsOf(account: string): Pick<Holdings, 'levels' | 'unknowns'> {
    const known = this.#levels.get(account);
    if (known !== undefined) return known;
    const control = this.#organisation.levelsOf(account);
    const levels = control.levels.map(({ policies, isComplete }) => ({
      holdings: policies.map(controlHolding),
      isComplete,
    }));
    const held = levels.flatMap((level) => level.holdings.flatMap(unknownOfLimit));
    const unknowns = [
      ...control.unknowns.map((reason) => ({ subject: account, reason, effect: 'less' as const })),
      ...held,
    ];
    const found = { levels, unknowns };
    this.#levels.set(account, found);
    return found;
  }
}

/** The id of an inline policy; `#` is in no IAM name. */
export function inlineId(holderArn: string, name: string): string {
  return `${holderArn}#inline/${name}`;
}

/** The id of what the account root may do without any policy. */
export function rootAccessId(rootArn: string): string {
  return `${rootArn}#access`;
}

/** Roles that AWS services made for themselves; control policies do not apply to them. */
export function isServiceLinked(identity: Identity): boolean {
  return identity.kind === 'role' && identity.arn.includes(':role/aws-service-role/');
}

function controlHolding(policy: ControlPolicy): Holding {
  const path = [policy.node, `control-policy/${policy.name}`];
  return { roleId: policy.id, text: policy.text, path, since: undefined };
}

function unknownOfGrant(holding: Holding): GrantUnknown[] {
  const { roleId: subject, text } = holding;
  if (text === undefined) return [{ subject, reason: 'its document was not exported', effect: 'either' }];
  if (!text.lost.allow && !text.lost.deny) return [];
  const effect = text.lost.allow && text.lost.deny ? 'either' : text.lost.allow ? 'more' : 'less';
  return [{ subject, reason: 'part of its document could not be read', effect }];
}

/** Of a limit that is not known in full, what it allows is not used as a cap; so less may be granted. */
function unknownOfLimit(holding: Holding): GrantUnknown[] {
  const { roleId: subject, text } = holding;
  if (text === undefined) return [{ subject, reason: 'its document was not exported', effect: 'less' }];
  if (!text.lost.allow && !text.lost.deny) return [];
  return [{ subject, reason: 'part of its document could not be read', effect: 'less' }];
}

function latest(a: number | undefined, b: number | undefined): number | undefined {
  if (a === undefined) return b;
  return b === undefined ? a : Math.max(a, b);
}
