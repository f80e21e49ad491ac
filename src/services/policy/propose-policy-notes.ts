import type { PolicyAnswer } from '../../model/policy.ts';
import type { AnswerParts } from './propose-policy-answer.ts';

type Note = PolicyAnswer['notes'][number];

type NoteFacts = Pick<
  AnswerParts,
  'holder' | 'span' | 'window' | 'proposal' | 'asHeld' | 'provider' | 'isUnchanged'
>;

const dayMs = 86_400_000;

/** What a reader must know before using a policy, the weightiest first. */
export function policyNotes(facts: NoteFacts): Note[] {
  const { proposal } = facts;
  const isUnwritten = (name: string): boolean =>
    proposal.unwritten.some(({ permission }) => permission === name);
  return [
    ...grantNotes(facts),
    ...tokenNotes(facts),
    ...windowNotes(facts),
    ...asHeldNotes(facts),
    ...proposal.notes
      .filter(({ kind, permissions }) => kind !== 'unheld' || !permissions.every(isUnwritten))
      .map(({ kind, permissions, text }) => ({ kind, permissions: [...permissions], text })),
  ];
}

function grantNotes({ holder }: NoteFacts): Note[] {
  const { grants, subject } = holder;
  if (!grants) {
    return [
      note(
        'no-inventory',
        `No inventory holds ${subject.principalId}: what it is granted is not known, so nothing can be removed. This is what it used.`,
      ),
    ];
  }
  return grants.isComplete
    ? []
    : [
        note(
          'incomplete',
          'A role or policy of it is missing from the inventory: more may be granted than is compared here.',
        ),
      ];
}

function tokenNotes({ holder }: NoteFacts): Note[] {
  const { subject, tokens, otherTokens } = holder;
  if (subject.tokenId === undefined) return [];
  const others = tokens.filter(({ id }) => id !== subject.tokenId).map(({ id }) => id);
  if (subject.isTokenAlone && otherTokens.length > 0) {
    return [
      note(
        'token-alone',
        `Only this token is looked at. Its principal also has ${some(otherTokens.map(({ id }) => id))}, which would lose what they use: give this token a principal of its own before it gets this policy.`,
      ),
    ];
  }
  if (others.length === 0) return [];
  return [
    note(
      'shared',
      subject.isTokenAlone
        ? `What ${some(others)}, which it was rotated from, used is kept.`
        : `A policy lies on the principal, so what its other tokens use is kept: ${some(others)}. --this-token-only leaves it out.`,
    ),
  ];
}

function windowNotes({ holder, span, window }: NoteFacts): Note[] {
  const held = Math.round((span.to - span.from) / dayMs);
  const notes: Note[] = [];
  if (window.days !== undefined && held < window.days)
    notes.push(
      note(
        'short-window',
        `The logs reach back only ${held} of ${window.days} days: what is done more rarely is not seen.`,
      ),
    );
  if (holder.calls === 0)
    notes.push(
      note(
        'never-called',
        'No call of it is in this window. Where that is not to be expected to change, take its tokens out of use instead of making its policy smaller.',
      ),
    );
  return notes;
}

function asHeldNotes({ asHeld, provider, isUnchanged }: NoteFacts): Note[] {
  if (asHeld.isEmpty || isUnchanged) return [];
  const names = provider.catalogue
    .permissions()
    .filter(({ id }) => asHeld.has(id))
    .map(({ name }) => name);
  return [
    {
      kind: 'as-held',
      permissions: names,
      text: 'Given on everything they are held on now: the records may not tell all that they are used on.',
    },
  ];
}

function note(kind: string, text: string): Note {
  return { kind, permissions: [], text };
}

const namesMax = 3;

function some(names: readonly string[]): string {
  const rest = names.length - namesMax;
  return rest > 0 ? `${names.slice(0, namesMax).join(', ')} and ${rest} more` : names.join(', ');
}
