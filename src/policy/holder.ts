import { catalogueFacts } from '../analysis/catalogue-facts.ts';
import type { AccountCoverage } from '../analysis/coverage.ts';
import { type Doubts, doubtsOf, type PrincipalUse, type Signs, usedTogether } from '../analysis/doubts.ts';
import type { FleetFacts } from '../analysis/fleet-facts.ts';
import type { PrincipalGrants } from '../analysis/granted.ts';
import type { KnownToken } from '../analysis/known-tokens.ts';
import { recordedSet } from '../analysis/recorded-set.ts';
import { knownGrants } from '../analysis/token-holders.ts';
import type { TokenUsage } from '../analysis/usage-by-token.ts';
import { accountKey } from '../model/account-key.ts';
import { PermissionSet } from '../model/permission-set.ts';
import type { DerivationInput, PolicyMode } from './derive/derive-permissions.ts';
import type { Exclusions } from './exclusions.ts';

/** For whom a policy is derived. */
export interface HolderSubject {
  readonly provider: string;
  readonly principalId: string;
  /** The token that was asked about; undefined for the principal as a whole. */
  readonly tokenId: string | undefined;
  /** Whether the other tokens of the principal will not live on the policy; those it was rotated from still tell. */
  readonly isTokenAlone: boolean;
}

/** One principal or token as the derivation sees it. */
export interface Holder {
  readonly subject: HolderSubject;
  readonly account: string;
  /** Who holds the grants: the principal, or the token that was asked about alone. */
  readonly holderId: string;
  readonly kind: string;
  /** Undefined where no inventory tells what is granted. */
  readonly grants: PrincipalGrants | undefined;
  readonly coverage: AccountCoverage | undefined;
  /** Tokens whose calls the policy must let through, the one that was asked about first. */
  readonly tokens: readonly KnownToken[];
  readonly otherTokens: readonly KnownToken[];
  /** Names of permissions by the sibling token that used them. */
  readonly siblings: readonly { readonly tokenId: string; readonly used: PermissionSet }[];
  readonly firstSeen: number | undefined;
  readonly calls: number;
  readonly input: DerivationInput;
}

/** What a person chose. */
export interface HolderChoices {
  readonly mode: PolicyMode;
  readonly keep: PermissionSet;
  readonly exclusions: Exclusions;
}

/** Gives one principal or token of a fleet as the derivation sees it. */
export function holderOf(fleet: FleetFacts, subject: HolderSubject, choices: HolderChoices): Holder {
  const { principalId, provider, tokenId, isTokenAlone } = subject;
  const facts = catalogueFacts(provider);
  const all = fleet.tokens.filter((token) => token.principalId === principalId);
  const asked = all.find((token) => token.id === tokenId);
  const holding = asked && fleet.holdingOf(asked);
  const isOwn = holding !== undefined && holding.holderId !== principalId;
  const isCounted = (token: KnownToken): boolean =>
    isOwn
      ? token === asked
      : !isTokenAlone || !asked || token === asked || wasRotatedInto(token, asked, fleet.usage);
  const tokens = all.filter(isCounted).sort((a, b) => Number(b === asked) - Number(a === asked));
  const counted = new Set(['', ...tokens.map(({ id }) => id)]);
  const usage = fleet.usage.filter((row) => row.principal_id === principalId);
  const rows = usage.filter((row) => counted.has(row.token_id));
  const own = asked ? rows.filter((row) => row.token_id === asked.id || row.token_id === '') : rows;
  const grants = holding ? holding.grants : knownGrants(provider, fleet.grants.get(principalId));
  const account = grants?.account ?? all[0]?.account ?? usage[0]?.account ?? '';
  const coverage = fleet.coverage.get(accountKey({ provider, account }));
  // Without an inventory there is nothing that signs could keep: what any of them used is all that is known.
  const ownUse = usedTogether(grants ? own : rows);
  const recorded = recordedSet(facts.permissions, coverage);
  const used = ownUse.used.subtract(choices.exclusions.permissions);
  const passed = PermissionSet.unionOf(rows.map((row) => row.allowed));
  const replaced = facts.replacedBy(passed.intersect(grants?.granted ?? PermissionSet.empty));
  const allowed = grants ? passed.subtract(replaced.subtract(grants.granted)) : passed;
  return {
    subject,
    account,
    holderId: holding?.holderId ?? principalId,
    kind: fleet.grants.get(principalId)?.kind ?? all[0]?.principalKind ?? usage[0]?.principal_kind ?? '',
    grants,
    coverage,
    tokens,
    // What a token holds itself, no other one lives on.
    otherTokens: isOwn ? [] : all.filter((token) => !tokens.includes(token)),
    siblings: rows
      .filter((row) => !own.includes(row))
      .map((row) => ({ tokenId: row.token_id, used: row.used })),
    firstSeen: rows.length === 0 ? undefined : Math.min(...rows.map((row) => row.first_seen)),
    calls: rows.reduce((sum, row) => sum + row.calls, 0),
    input: {
      mode: choices.mode,
      facts,
      granted: grants?.granted,
      young: grants?.young ?? PermissionSet.empty,
      recorded,
      isJudged: coverage?.judgedFrom !== undefined,
      used,
      allowed: allowed.subtract(choices.exclusions.permissions),
      denied: usedTogether(rows).denied,
      doubts: doubtsAbout(subject, {
        used,
        granted: grants?.granted ?? PermissionSet.empty,
        recorded,
        counted: (isOwn ? holding.principal : usedTogether(rows)).used.subtract(
          choices.exclusions.permissions,
        ),
        everybody: isOwn ? holding.principal : usedTogether(usage),
        signs: isOwn ? holding.signs : fleet.signsOf(principalId),
      }),
      excluded: choices.exclusions.permissions,
      keep: choices.keep,
    },
  };
}

interface Known {
  readonly used: PermissionSet;
  readonly granted: PermissionSet;
  readonly recorded: PermissionSet;
  /** What the tokens that count used, but for what is left out. */
  readonly counted: PermissionSet;
  readonly everybody: PrincipalUse;
  readonly signs: Signs;
}

/** What the provider saw tried, any token of the principal explains; the rest, only those that count. */
function doubtsAbout(
  { provider }: HolderSubject,
  { used, granted, recorded, counted, everybody, signs }: Known,
): Doubts {
  const facts = catalogueFacts(provider);
  const doubts = doubtsOf(facts, { used, granted, recorded }, everybody, signs);
  return {
    ...doubts,
    siblings: counted.subtract(used),
    companions: facts.companionsOf(counted),
  };
}

/**
 * Whether a token is the predecessor of another: of the same kind, and no longer good, or silent soon after the other began
 * to call.
 */
function wasRotatedInto(old: KnownToken, next: KnownToken, usage: readonly TokenUsage[]): boolean {
  if (old.kind !== next.kind || old === next) return false;
  if (['inactive', 'deleted', 'expired'].includes(old.status)) return true;
  const seen = (token: KnownToken) => usage.find((row) => row.token_id === token.id);
  const last = seen(old)?.last_seen;
  const first = next.createdAt ?? seen(next)?.first_seen;
  return last !== undefined && first !== undefined && last <= first + overlapSeconds;
}

/** Both keys of a rotation work for a while. */
const overlapSeconds = 14 * 86_400;
