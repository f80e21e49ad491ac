import { type FleetFacts, fleetFacts } from '../../analysis/fleet-facts.ts';
import { ScopelightError } from '../../model/error.ts';
import { PermissionSet } from '../../model/permission-set.ts';
import type { PolicyAnswer } from '../../model/policy.ts';
import type {
  PolicyHolder,
  PolicyProposal,
  ProposalLanguage,
  RenderFormat,
  WriteOptions,
} from '../../model/policy-proposal.ts';
import type { Span, Window } from '../../model/window.ts';
import { derivePermissions, type PolicyMode } from '../../policy/derive/derive-permissions.ts';
import { heldDocuments } from '../../policy/held-documents.ts';
import { type Holder, holderOf } from '../../policy/holder.ts';
import { needsOf } from '../../policy/needs.ts';
import {
  allowedCalls,
  allowedRequests,
  type CallScope,
  recordedUses,
  requestTimes,
} from '../../policy/recorded-uses.ts';
import { type Replay, replay } from '../../policy/replay.ts';
import { serviceAccess } from '../../policy/service-access.ts';
import { isUnchanged, unchangedProposal } from '../../policy/unchanged.ts';
import type { Provider } from '../../providers/provider.ts';
import { findProvider } from '../../providers/register.ts';
import { breakageSubject, subjectBreakage } from '../backtest/backtest-fleet.ts';
import type { Context } from '../context.ts';
import { judgedSpan } from '../judged-span.ts';
import { findSubject } from '../tokens/find-subject.ts';
import { policyAnswer } from './propose-policy-answer.ts';
import { policySubject } from './propose-policy-subject.ts';
import { suspiciousExclusions } from './suspicious-exclusions.ts';

/** Days that are looked back on when nothing else is asked for. */
const defaultDays = 90;

export interface ProposePolicyInput {
  /** Id of a token or of a principal. */
  readonly id: string;
  /** The last 90 days by default. */
  readonly window?: Window;
  /** `used` by default. */
  readonly mode?: PolicyMode;
  /** Services of which to keep what nothing can tell. */
  readonly keep?: readonly string[];
  /** Whether to leave out what other tokens of the principal use. */
  readonly isTokenAlone?: boolean;
  /** Ids of suspicious episodes that count as ordinary use. */
  readonly accept?: readonly string[];
  /** How finely resources, namespaces and verbs are told apart. */
  readonly grain?: Pick<WriteOptions, 'exactMax' | 'namespacesMax' | 'verbs'>;
  /** Days ahead for which to forecast what of the removed is needed; that reads the whole fleet. */
  readonly horizonDays?: number | undefined;
}

export interface ProposedPolicy {
  readonly answer: PolicyAnswer;
  /** The policy alone, as text to keep in a repository. */
  readonly render: (format: RenderFormat) => string;
  /** Decides the calls of other days by it, of all that it is for or of one token alone, and tells when the refused ones were made. */
  readonly replayOn: (span: Span, tokenId?: string) => Promise<ReplayOn>;
}

/** What becomes of calls that a policy was not made from. */
export interface ReplayOn extends Replay {
  readonly times: Awaited<ReturnType<typeof requestTimes>>;
}

/**
 * The smallest native policy that a token or principal needs, what it takes away and keeps and why, and the proof that no
 * past call would have been refused.
 * @throws {ScopelightError} `subject.not-found`, `subject.without-policy`, `usage.invalid`
 */
export async function proposePolicy(ctx: Context, input: ProposePolicyInput): Promise<ProposedPolicy> {
  const { store } = ctx;
  const window = withDefault(input.window);
  const span = await judgedSpan(ctx, window);
  const { id, principalIds } = await findSubject(store, input.id);
  const fleet = await fleetFacts(store, span, { principalIds });
  const subject = policySubject(fleet, id, input.isTokenAlone ?? false);
  const provider = findProvider(subject.provider);
  const language = languageOf(provider);
  const { exclusions, episodes } = await suspiciousExclusions(store, {
    principalId: subject.principalId,
    to: span.to,
    scope: fleet.scope,
    accepted: input.accept ?? [],
  });
  const keep = permissionsOfServices(provider, input.keep ?? []);
  const holder = holderOf(fleet, subject, { mode: input.mode ?? 'used', keep, exclusions });
  const calls = callScope(fleet, holder, span);
  const [uses, held, access, allowed] = await Promise.all([
    recordedUses(store, calls),
    heldDocuments(store, holder.holderId),
    serviceAccess(store, subject.principalId),
    allowedCalls(store, calls),
  ]);
  const derivation = derivePermissions(holder.input);
  const { needs, asHeld } = needsOf(derivation, holder.input, provider.catalogue.permissions(), uses);
  const policyHolder: PolicyHolder = {
    account: holder.account,
    principalId: subject.principalId,
    principalKind: holder.kind,
    tokenKind: subject.tokenId === undefined ? undefined : holder.tokens[0]?.kind,
    held,
  };
  const isLeft = isUnchanged(holder.input, derivation, asHeld);
  const proposal = isLeft
    ? unchangedProposal(held, language.write([], { ...policyHolder, held: [] }).size)
    : language.write(needs, policyHolder, input.grain);
  const deciders = decidersOf(language, policyHolder, proposal);
  const replayed = await replay(allowedRequests(store, calls), deciders, (name) =>
    derivation.excluded.has(provider.catalogue.find(name)?.id ?? 0),
  );
  const breakage =
    input.horizonDays === undefined
      ? null
      : await subjectBreakage(
          ctx,
          { span, horizonDays: input.horizonDays },
          await breakageSubject(ctx, {
            span,
            scope: fleet.scope,
            principalId: subject.principalId,
            removed: derivation.removed,
          }),
        );
  return {
    render: (format) => language.render(proposal, policyHolder, format),
    replayOn: async (later, tokenId) => {
      const alone = tokenId === undefined ? {} : { tokenIds: [tokenId], isTokensAlone: true as const };
      const others = { ...calls, ...alone, span: later };
      const then = await replay(allowedRequests(store, others), deciders, () => false);
      return { ...then, times: await requestTimes(store, others, then.denied) };
    },
    answer: policyAnswer({
      id: input.id,
      window,
      span,
      provider,
      holder,
      derivation,
      exclusions,
      episodes,
      asHeld,
      uses,
      access,
      allowed,
      proposal,
      diff: language.diff(policyHolder, proposal),
      replayed,
      isUnchanged: isLeft,
      breakage,
      commands: isLeft ? undefined : provider.remedy.apply?.(proposal, policyHolder),
    }),
  };
}

function withDefault({ from, to, days }: Window = {}): Window {
  return { from, to, days: days ?? (from === undefined ? defaultDays : undefined) };
}

function languageOf({ title, proposals }: Provider): ProposalLanguage {
  if (proposals) return proposals;
  throw new ScopelightError('subject.without-policy', `policies of ${title} cannot be written yet`, {
    hint: '`scopelight token` shows what is used and what is not',
  });
}

function permissionsOfServices({ catalogue, id }: Provider, services: readonly string[]): PermissionSet {
  const permissions = catalogue.permissions();
  const unknown = services.find((service) => !permissions.some((one) => one.service === service));
  if (unknown !== undefined) {
    throw new ScopelightError('usage.invalid', `${id} has no service \`${unknown}\``, {
      hint: 'name a service as permissions do: `s3` of `s3:GetObject`',
    });
  }
  const wanted = new Set(services);
  return PermissionSet.of(permissions.filter(({ service }) => wanted.has(service)).map(({ id }) => id));
}

function callScope({ scope }: FleetFacts, holder: Holder, span: Span): CallScope {
  const { principalId } = holder.subject;
  return {
    principalId,
    otherNames: (scope?.otherNames ?? []).filter((name) => name !== principalId),
    tokenIds: holder.tokens.map(({ id }) => id),
    span,
  };
}

/** What stays beside the proposal still decides. */
function decidersOf(
  language: ProposalLanguage,
  { held, principalId }: PolicyHolder,
  { documents, leaves }: PolicyProposal,
) {
  const placed = (some: typeof held): readonly unknown[] =>
    some.map((one) => language.inPlace?.(one) ?? one.document);
  const staying = held.filter(({ id }) => leaves.includes(id));
  const now = placed(held);
  return {
    proposed: language.compile(
      [...documents.map(({ document }) => document), ...placed(staying)],
      principalId,
    ),
    held: held.length === 0 ? undefined : language.compile(now, principalId),
  };
}
