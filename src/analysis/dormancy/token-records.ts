import { accountKey } from '../../model/account-key.ts';
import { groupBy } from '../../model/group-by.ts';
import type { Span } from '../../model/window.ts';
import { catalogueFacts } from '../catalogue-facts.ts';
import type { AccountCoverage } from '../coverage.ts';
import type { TokenGap } from '../gap.ts';
import { recordedSet } from '../recorded-set.ts';
import { rhythmOf } from '../rhythm.ts';
import { chanceAlive } from './chance-alive.ts';
import type { DormancyFacts } from './judge-dormancy.ts';
import { sureSilence, type UseRecords } from './last-use.ts';
import type { PausePrior } from './pause-model.ts';
import type { PrincipalNotes } from './provider-records.ts';
import { rarePurpose } from './rare-purpose.ts';
import { successorOf } from './successor.ts';
import type { UseDays } from './use-days.ts';
import { historyOf } from './use-history.ts';

const dayMs = 86_400_000;

/** Everything that was read about the tokens of a fleet. */
export interface RecordSources {
  /** What the log holds. */
  readonly held: Span;
  readonly coverage: ReadonlyMap<string, AccountCoverage>;
  /** Until when the inventory of each account surely speaks, by `accountKey`; UTC epoch seconds. */
  readonly exported: ReadonlyMap<string, number>;
  readonly uses: readonly UseDays[];
  readonly notes: ReadonlyMap<string, PrincipalNotes>;
  /** All tokens by principal. */
  readonly siblings: ReadonlyMap<string, readonly TokenGap[]>;
}

interface Question {
  readonly idleDaysMin: number;
  readonly prior: PausePrior;
}

/** Gathers what the log, the provider and people say of single tokens. */
export class TokenRecords {
  readonly #sources: RecordSources;
  readonly #ownUse: ReadonlyMap<string, readonly UseDays[]>;
  readonly #recorded = new Map<string, ReturnType<typeof recordedSet>>();

  constructor(sources: RecordSources) {
    this.#sources = sources;
    this.#ownUse = groupBy(sources.uses, ({ tokenId, principalId }) => keyOf(tokenId, principalId));
  }

  factsOf(gap: TokenGap, { idleDaysMin, prior }: Question): DormancyFacts {
    const { held } = this.#sources;
    const { token } = gap;
    const days = this.#daysOf(gap);
    const judged = judgedOf(this.#sources.coverage.get(accountKey(token)));
    const provider = this.#providerOf(gap, idleDaysMin);
    const hidden = this.#hiddenOf(gap);
    const logLast = this.#lastCallOf(gap);
    const createdAt = msOf(token.createdAt ?? this.#sources.notes.get(token.principalId)?.createdAt);
    const known = { end: held.to, createdAt, logLast, judged, hidden, provider };
    const silence = sureSilence({ ...known, usedDays: days.length });
    const seenFrom = Math.max(judged?.from ?? held.to, createdAt ?? 0);
    const history = historyOf(days, Math.floor(seenFrom / dayMs), silence.idleDays ?? 0);
    const others = (this.#sources.siblings.get(token.principalId) ?? []).filter((other) => other !== gap);
    const lastUsed = silence.lastUsed === undefined ? undefined : silence.lastUsed / 1000;
    const since = (held.to - idleDaysMin * dayMs) / 1000;
    return {
      idleDaysMin,
      status: token.status,
      end: held.to,
      createdAt,
      expiresAt: msOf(token.expiresAt),
      silence,
      isKnownUnused:
        silence.lastUsed === undefined &&
        (provider !== undefined || (hidden === 0 && (createdAt ?? 0) >= (judged?.from ?? held.to))),
      usedDays: days.length,
      history,
      liveness: chanceAlive(history, prior),
      rhythm: rhythmOf(days, { from: seenFrom, to: held.to }),
      purpose: this.#purposeOf(gap),
      takenOverBy: successorOf(gap, others, lastUsed, since)?.token.id,
      calls: gap.calls,
      knocks: gap.turnedAway,
    };
  }

  /** Calls that name only the principal may have been made by any of its tokens. */
  #usesOf({ token }: TokenGap): readonly UseDays[] {
    return [token.id, ''].flatMap((id) => this.#ownUse.get(keyOf(id, token.principalId)) ?? []);
  }

  #daysOf(gap: TokenGap): readonly number[] {
    const days = this.#usesOf(gap).flatMap((use) => use.days);
    return [...new Set(days)].sort((a, b) => a - b);
  }

  #lastCallOf(gap: TokenGap): number | undefined {
    const own = gap.calls > gap.turnedAway ? gap.lastSeen : undefined;
    const uses = this.#usesOf(gap).map(({ last }) => last);
    // Whose days were read is known to the second; of others the window tells.
    const last = uses.length > 0 ? Math.max(...uses) : own;
    return msOf(last);
  }

  /**
   * The provider’s record of the token, and that of its principal’s tries where no other token explains them. It counts as
   * a record of no use only where the provider keeps one of the principal.
   */
  #providerOf({ token }: TokenGap, idleDaysMin: number): UseRecords['provider'] {
    const notes = this.#sources.notes.get(token.principalId);
    const isToldOfPrincipal = token.kind === 'session' && notes?.lastUsedAt !== undefined;
    const own = isToldOfPrincipal ? notes.lastUsedAt : token.lastUsedAt;
    const since = (this.#sources.held.to - idleDaysMin * dayMs) / 1000;
    const isExplained = (this.#sources.siblings.get(token.principalId) ?? []).some(
      (other) => other.token !== token && (other.lastSeen ?? other.token.lastUsedAt ?? 0) >= since,
    );
    const tried = isExplained ? undefined : notes?.tries?.last;
    if (own === undefined && !token.isNeverUsed && notes?.tries === undefined) return undefined;
    const last = Math.max(own ?? 0, tried ?? 0);
    // A sibling’s tries hide whether this one was used.
    if (last === 0 && isExplained && !token.isNeverUsed) return undefined;
    const isToldOfToken = own !== undefined || token.isNeverUsed;
    const notedAt = isToldOfPrincipal ? notes.useNotedAt : token.useNotedAt;
    const observedAt = isToldOfToken ? notedAt : notes?.tries?.observedAt;
    if (observedAt === undefined) return undefined;
    const told = Math.min(observedAt, this.#sources.exported.get(accountKey(token)) ?? 0);
    return { last: last === 0 ? undefined : last * 1000, observedAt: told * 1000 };
  }

  #hiddenOf({ token, granted }: TokenGap): number {
    const recorded =
      this.#recorded.get(accountKey(token)) ??
      recordedSet(catalogueFacts(token.provider).permissions, this.#sources.coverage.get(accountKey(token)));
    this.#recorded.set(accountKey(token), recorded);
    return granted.subtract(recorded).size;
  }

  #purposeOf({ token, grants }: TokenGap): DormancyFacts['purpose'] {
    const notes = this.#sources.notes.get(token.principalId);
    if (token.principalKind === 'root') {
      return { hint: 'break-glass access', seenIn: 'its kind, root,', restDays: null };
    }
    const name = notes?.name || grants?.name || token.principalId;
    return rarePurpose({ name, tags: notes?.tags ?? {} });
  }
}

function judgedOf(coverage: AccountCoverage | undefined): UseRecords['judged'] {
  if (coverage?.judgedFrom === undefined || coverage.judgedTo === undefined) return undefined;
  return { from: coverage.judgedFrom, to: coverage.judgedTo };
}

function keyOf(tokenId: string, principalId: string): string {
  return `${tokenId}\n${principalId}`;
}

function msOf(seconds: number | undefined): number | undefined {
  return seconds === undefined ? undefined : seconds * 1000;
}
