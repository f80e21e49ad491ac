import type { Breakage } from '../../model/backtest.ts';
import type { PermissionSet } from '../../model/permission-set.ts';
import type { PolicyAnswer } from '../../model/policy.ts';
import type { PolicyDiff, PolicyProposal, ProposedStatement } from '../../model/policy-proposal.ts';
import type { EpisodeRow } from '../../model/suspicion.ts';
import type { Window } from '../../model/window.ts';
import type { Exclusions } from '../../policy/exclusions.ts';
import type { RecordedUse } from '../../policy/recorded-uses.ts';
import type { Replay } from '../../policy/replay.ts';
import type { Provider, Remedy } from '../../providers/provider.ts';
import { windowOf } from '../judged-span.ts';
import { policyNotes } from './propose-policy-notes.ts';
import { statementsWithEvidence } from './propose-policy-statements.ts';
import { removedWords, unknownWords } from './propose-policy-unknown.ts';
import { keptWords, type PolicyFacts, wantedWords } from './propose-policy-words.ts';

/** All that an answer is put together from. */
export interface AnswerParts extends PolicyFacts {
  readonly id: string;
  /** As asked for; {@link PolicyFacts.span} is what the logs hold of it. */
  readonly window: Window;
  readonly provider: Provider;
  readonly exclusions: Exclusions;
  readonly episodes: readonly EpisodeRow[];
  /** Used, and given on everything they are held on. */
  readonly asHeld: PermissionSet;
  readonly uses: readonly RecordedUse[];
  readonly access: ReadonlyMap<string, number | undefined>;
  readonly allowed: { readonly known: number; readonly unmapped: number };
  readonly proposal: PolicyProposal;
  readonly diff: PolicyDiff;
  readonly replayed: Replay;
  /** Whether everything stays as it is held. */
  readonly isUnchanged: boolean;
  /** Null where it was not asked for. */
  readonly breakage: Breakage | null;
  readonly commands: ReturnType<NonNullable<Remedy['apply']>> | undefined;
}

/** Puts together what is said of a proposed policy. */
export function policyAnswer(parts: AnswerParts): PolicyAnswer {
  const { holder, derivation, provider, proposal, uses, replayed, allowed, diff, exclusions } = parts;
  const permissions = provider.catalogue.permissions();
  const kept = keptWords(parts, permissions);
  const wanted = wantedWords(parts, permissions);
  const { size } = proposal;
  const unwritten = new Set(proposal.unwritten.map(({ permission }) => permission));
  return {
    schema: 'scopelight.policy/1',
    subject: parts.id,
    provider: provider.id,
    account: holder.account,
    principal: {
      id: holder.subject.principalId,
      kind: holder.kind,
      name: holder.grants?.name || holder.subject.principalId,
      owner: holder.grants?.owner || null,
    },
    tokens: holder.tokens.map(({ id }) => id),
    otherTokens: holder.otherTokens.map(({ id }) => id),
    window: windowOf(parts.span),
    mode: holder.input.mode,
    totals: {
      granted: holder.input.granted?.size ?? 0,
      given: derivation.derived.size - unwritten.size,
      removed: derivation.removed.size + derivation.unknowable.size,
      unknown: derivation.unknowable.size,
      narrowed: diff.totals.narrowed,
      kept: kept.length,
      wanted: wanted.length,
    },
    isUnchanged: parts.isUnchanged,
    formats: [...(provider.proposals?.formats ?? [])],
    policy: nativePolicy(proposal),
    documents: proposal.documents.map(({ document, ...rest }) => ({ ...rest, document: { ...document } })),
    statements: statementsWithEvidence(statementsOf(parts), uses),
    removed: removedWords(parts, permissions),
    kept,
    wanted,
    elsewhere: proposal.unwritten.map(({ permission, why }) => ({ permission, why })),
    excluded: permissions
      .filter(({ id }) => derivation.excluded.has(id))
      .map(({ name }) => ({ permission: name, why: exclusions.why.get(name) ?? '' })),
    episodes: [...parts.episodes],
    unknown: unknownWords(parts, permissions, parts.access),
    diff: diff.services.map(mutable),
    replay: {
      ...replayed,
      denied: [...replayed.denied],
      calls: allowed.known,
      unmappedCalls: allowed.unmapped,
    },
    size: { documents: proposal.documents.length, characters: size.characters, fits: size.fits },
    limits: { documentsMax: size.documentsMax, charactersMax: size.charactersMax },
    replaces: [...proposal.replaces],
    leaves: [...proposal.leaves],
    breakage: parts.breakage,
    notes: policyNotes(parts),
    commands: commandsOf(parts),
  };
}

/** Where it is not known what is held, what was used is given anew, and used all the same. */
function statementsOf({ holder, derivation, provider, proposal }: AnswerParts): readonly ProposedStatement[] {
  if (holder.grants) return proposal.statements;
  const isUsed = (name: string): boolean => derivation.elsewhere.has(provider.catalogue.find(name)?.id ?? 0);
  return proposal.statements.map((one) => (one.permissions.some(isUsed) ? { ...one, reason: 'used' } : one));
}

function nativePolicy({ documents }: PolicyProposal): unknown {
  const [first, ...others] = documents.map(({ document }) => document);
  if (first === undefined) return null;
  return others.length === 0 ? first : [first, ...others];
}

function mutable({
  service,
  removed,
  narrowed,
  kept,
  added,
}: PolicyDiff['services'][number]): PolicyAnswer['diff'][number] {
  return {
    service,
    removed: [...removed],
    narrowed: narrowed.map(({ permission, from, to }) => ({ permission, from: [...from], to: [...to] })),
    kept: [...kept],
    added: [...added],
  };
}

/** What takes rights from a principal must not be offered while other tokens still live on them. */
function commandsOf({ holder, commands }: AnswerParts): PolicyAnswer['commands'] {
  if (!commands || holder.otherTokens.length > 0) return null;
  const { apply, rollback, notes } = commands;
  return { apply: [...apply], rollback: [...rollback], notes: [...notes] };
}
