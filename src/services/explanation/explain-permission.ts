import { type FleetGap, fleetGap, type TokenGap } from '../../analysis/gap.ts';
import {
  grantsOfPermission,
  lastAccessOf,
  lastUseOf,
  usageOfPermission,
} from '../../analysis/permission-evidence.ts';
import { isRecorded, recordingKind } from '../../analysis/recorded-set.ts';
import { accountKey } from '../../model/account-key.ts';
import { ScopelightError } from '../../model/error.ts';
import type { Permission } from '../../model/permission.ts';
import type { Explanation } from '../../model/report.ts';
import type { Window } from '../../model/window.ts';
import { findProvider } from '../../providers/register.ts';
import type { Context } from '../context.ts';
import { judgedSpan, windowOf } from '../judged-span.ts';
import { findSubject } from '../tokens/find-subject.ts';
import { findToken } from '../tokens/show-token.ts';
import { type Facts, lostHours } from './explanation-facts.ts';
import { limitsOf } from './explanation-limits.ts';
import { reasonsFor } from './explanation-reasons.ts';

const hourMs = 3_600_000;

export interface ExplainPermissionInput {
  readonly token: string;
  readonly permission: string;
  readonly window?: Window;
}

/**
 * Why a token holds a permission, when it was used, and what cannot be known.
 * @throws {ScopelightError} `subject.not-found` for an unknown token or permission
 */
export async function explainPermission(ctx: Context, input: ExplainPermissionInput): Promise<Explanation> {
  const span = await judgedSpan(ctx, input.window);
  const { id, principalIds } = await findSubject(ctx.store, input.token);
  const fleet = await fleetGap(ctx.store, span, { principalIds, subjectId: id });
  const gap = findToken(fleet.tokens, id);
  const provider = findProvider(gap.token.provider);
  const permission = provider.catalogue.find(input.permission);
  if (!permission) {
    throw new ScopelightError(
      'subject.not-found',
      `${gap.token.provider} has no permission \`${input.permission}\``,
      {
        hint: `${spellingHint(provider.catalogue.permissions(), input.permission)}; \`scopelight lookup\` tells what an operation needs`,
      },
    );
  }
  const { principalId } = gap.token;
  const tokenIds = fleet.tokens.map(({ token }) => token.id);
  const [grantedBy, usage, lastAccess, lastUse] = await Promise.all([
    grantsOfPermission(ctx.store, gap.holderId, permission.id),
    usageOfPermission(ctx.store, { principalId, tokenIds, permission: permission.name, span }),
    lastAccessOf(ctx.store, { principalId, service: permission.service, permission: permission.name }),
    lastUseOf(ctx.store, { principalId, tokenId: gap.token.id }),
  ]);
  const state = stateOf(gap, permission.id);
  const facts: Facts = {
    fleet,
    gap,
    permission,
    state,
    grantedBy,
    usage,
    lastAccess,
    lastUse,
    providerTitle: provider.title,
  };
  return {
    schema: 'scopelight.explanation/1',
    window: windowOf(span),
    token: gap.token.id,
    principal: principalId,
    permission: permission.name,
    state,
    reasons: reasonsFor(facts),
    grantedBy,
    usage: usage.map((row) => ({
      token: row.token_id,
      outcome: row.outcome,
      uses: row.uses,
      firstSeen: new Date(row.first * 1000).toISOString(),
      lastSeen: new Date(row.last * 1000).toISOString(),
      resources: row.resources.filter((resource) => resource !== '').sort(),
      sample: row.sample,
    })),
    coverage: coverageOf(fleet, facts),
    limits: limitsOf(facts),
  };
}

function stateOf(gap: TokenGap, id: number): Explanation['state'] {
  if (gap.usedNotGranted.has(id)) return 'used-not-granted';
  if (gap.used.has(id)) return 'used';
  if (gap.denied.has(id) && !gap.granted.has(id)) return 'denied';
  if (gap.unused.has(id)) return 'unused';
  return gap.granted.has(id) || !gap.grants ? 'unknown' : 'not-granted';
}

/** A permission of nearly the name that was given, or one that shows how they are written. */
function spellingHint(permissions: readonly Permission[], given: string): string {
  const plain = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '');
  const near = permissions.find(({ name }) => plain(name) === plain(given));
  if (near !== undefined) return `it is written \`${near.name}\``;
  const example = permissions.find(({ level }) => level === 'read') ?? permissions[0];
  return `check the spelling${example === undefined ? '' : `, as in \`${example.name}\``}`;
}

function coverageOf(fleet: FleetGap, { gap, permission }: Facts): Explanation['coverage'] {
  const coverage = fleet.coverage.get(accountKey(gap.token));
  const hours = Math.round((fleet.span.to - fleet.span.from) / hourMs);
  const lost = coverage ? lostHours(coverage) : hours;
  return {
    category: recordingKind(permission) ?? 'never recorded',
    isRecorded: coverage !== undefined && isRecorded(permission, coverage),
    coveredHours: hours - lost,
    holeHours: lost,
  };
}
