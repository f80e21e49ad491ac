import type { JudgedWant } from '../../analysis/denials/find-denials.ts';
import type { DenialFix } from '../../model/denials.ts';
import { isTokenHolder } from '../../model/holder-id.ts';
import type { HeldDocument } from '../../model/policy-proposal.ts';
import type { Provider } from '../../providers/provider.ts';
import { blastOf } from './denial-blast.ts';

/** What is known of the holder of a want. */
export interface WantHolder {
  readonly provider: Provider;
  /** Documents that give or take permissions; none of those that only limit. */
  readonly held: readonly HeldDocument[];
  /** Whether a boundary or a policy of the organisation limits it. */
  readonly isLimited: boolean;
  readonly tokenIds: readonly string[];
}

/**
 * The smallest change that would let a want through, what refuses it now, and what else the change opens.
 * Undefined where nobody of the inventory asked, or no policy of the provider can be written.
 */
export function denialFix(judged: JudgedWant, holder: WantHolder): DenialFix | undefined {
  const { want } = judged.facts;
  const { provider, held } = holder;
  if (!judged.grants || !judged.permission || !provider.proposals) return undefined;
  const subject = {
    account: judged.grants.account,
    principalId: want.principalId,
    principalKind: judged.grants.kind,
    ...(isTokenHolder(judged.holderId) && { tokenKind: want.tokenKind }),
    held: [],
  };
  const need = { permission: want.permission, reason: 'wanted', resources: judged.resources } as const;
  const purpose = `allow ${want.permission}`;
  const proposal = provider.proposals.write([need], subject, { purpose });
  const decide = (documents: readonly unknown[]) =>
    provider.proposals
      ?.compile(documents, want.principalId)
      .decide({ permission: want.permission, resource: judged.resources[0]?.resource ?? '' });
  const now = held.map((one) => provider.proposals?.inPlace?.(one) ?? one.document);
  const answers = {
    now: decide(now),
    after: decide([...now, ...proposal.documents.map(({ document }) => document)]),
  };
  const refusal = refusalOf(judged, holder, answers);
  const blast = blastOf(judged, proposal, holder.tokenIds);
  if (refusal.suffices === 'no') {
    return { ...refusal, policy: null, commands: [], rollback: [], notes: [], blast };
  }
  const commands = provider.remedy.apply?.(proposal, subject);
  return {
    ...refusal,
    policy: proposal.documents[0]?.document ?? null,
    commands: [...(commands?.apply ?? [])],
    rollback: [...(commands?.rollback ?? [])],
    notes: [...proposal.notes.map(({ text }) => text), ...(commands?.notes ?? [])],
    blast,
  };
}

type Refusal = Pick<DenialFix, 'layer' | 'suffices' | 'summary'>;

interface Answers {
  readonly now: string | undefined;
  readonly after: string | undefined;
}

function refusalOf(judged: JudgedWant, { isLimited }: WantHolder, { now, after }: Answers): Refusal {
  const { permission } = judged.facts.want;
  const recorded = judged.refusedBy.find(({ policy }) => policy !== '')?.policy ?? '';
  const layer = layers.find(({ pattern }) => pattern.test(recorded))?.layer;
  if (after === 'denied') {
    return {
      layer: 'held-deny',
      suffices: 'no',
      summary: `a policy that it holds denies ${permission}: no grant helps until that deny is narrowed`,
    };
  }
  if (layer !== undefined && layer !== 'no-grant') {
    return {
      layer,
      suffices: 'no',
      summary: `a ${recorded} refused it: that has to allow ${permission}; a grant to the principal alone does not help`,
    };
  }
  if (now === 'allowed') {
    return {
      layer: 'elsewhere',
      suffices: 'no',
      summary: `what it holds allows ${permission} already: something else refuses it, such as a policy of the resource or of the organisation`,
    };
  }
  const isSure = layer === 'no-grant' && !isLimited && after === 'allowed';
  return {
    layer: layer ?? 'unknown',
    suffices: isSure ? 'yes' : 'perhaps',
    summary: isSure
      ? `grant ${permission}: nothing that it holds gives it`
      : `grant ${permission}: nothing that it holds gives it for sure; another policy may refuse it too`,
  };
}

/** By how records call the kind of policy that refused. */
const layers: readonly { readonly pattern: RegExp; readonly layer: DenialFix['layer'] }[] = [
  { pattern: /identity/i, layer: 'no-grant' },
  { pattern: /boundary/i, layer: 'boundary' },
  { pattern: /control policy|organi[sz]ation/i, layer: 'organisation' },
  { pattern: /session/i, layer: 'session' },
  { pattern: /endpoint/i, layer: 'network' },
  { pattern: /resource/i, layer: 'resource' },
];
