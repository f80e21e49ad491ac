import type { PermissionNeed, PolicyProposal } from '../../../../model/policy-proposal.ts';
import { Notes } from '../../../shared/policy/proposal-notes.ts';
import { withHeldWildcards, withSameWildcards } from './action-wildcards.ts';
import { documentText } from './document-text.ts';
import { type Draft, draftsOf } from './draft.ts';
import type { Grain } from './grain.ts';
import type { HeldPolicy } from './held.ts';
import { limits } from './limits.ts';
import { narrow } from './narrow.ts';
import { noteConditions } from './narrow-notes.ts';
import { type NamedDraft, nativeDocument } from './native-statement.ts';
import { pack } from './pack.ts';
import { reduce } from './reduce.ts';

/** What is to be written, and how much room there is. */
export interface Task {
  readonly needs: readonly PermissionNeed[];
  readonly held: readonly HeldPolicy[];
  /** Statements to be taken over as they are. */
  readonly denies: readonly Draft[];
  readonly exactMax: number;
  readonly documentsMax: number;
}

/** Statements by document. */
export interface Fitted {
  readonly documents: readonly (readonly NamedDraft[])[];
  readonly unwritten: PolicyProposal['unwritten'];
  readonly notes: ReturnType<Notes['toList']>;
  readonly fits: boolean;
}

/**
 * Writes as exactly as there is room for: each step saves space at the price of saying less of why, or of giving more
 * than is needed, though never more than is held. Where no step is enough, the exact form is given as the one to split.
 */
export function fitInto(task: Task): Fitted {
  const exact = tryStep(task, 0);
  if (exact.fits) return exact;
  for (let step = 1; step < steps.length; step++) {
    const found = tryStep(task, step);
    if (found.fits) return found;
  }
  return exact;
}

interface Step {
  /** What it does, as a note; the notes of the steps before it hold too. */
  readonly text: string;
  readonly grain: (exactMax: number) => Grain;
  readonly isMixing: boolean;
  readonly wildcards: 'none' | 'same' | 'held';
}

const exactStep: Step = {
  text: '',
  grain: byName,
  isMixing: false,
  wildcards: 'none',
};

/** From the least loss to the greatest. */
const steps: readonly Step[] = [
  exactStep,
  {
    text: 'permissions given for different reasons share statements',
    grain: byName,
    isMixing: true,
    wildcards: 'none',
  },
  {
    text: 'actions are written by wildcards that match nothing else today',
    grain: byName,
    isMixing: true,
    wildcards: 'same',
  },
  {
    text: 'resources are given by what their names share, however few they are',
    grain: () => byName(1),
    isMixing: true,
    wildcards: 'same',
  },
  {
    text: 'resources are given by how their names begin',
    grain: () => ({ exactMax: 1, by: 'beginning' }),
    isMixing: true,
    wildcards: 'same',
  },
  {
    text: 'resources are given by their kind and account alone',
    grain: () => ({ exactMax: 1, by: 'kind' }),
    isMixing: true,
    wildcards: 'same',
  },
  {
    text: 'actions are written by wildcards that also match others that are held',
    grain: () => ({ exactMax: 1, by: 'kind' }),
    isMixing: true,
    wildcards: 'held',
  },
];

function tryStep(task: Task, step: number): Fitted {
  const { grain, isMixing, wildcards } = steps[step] ?? exactStep;
  const notes = new Notes();
  const { gives, unwritten } = narrow(task.needs, task.held, grain(task.exactMax), notes);
  const reduced = reduce(gives);
  noteConditions(reduced, notes);
  const drafts = draftsOf(reduced, isMixing).map((draft) => {
    if (wildcards === 'same') return withSameWildcards(draft);
    return wildcards === 'held' ? withHeldWildcards(draft, task.held) : draft;
  });
  const documents = pack([...task.denies, ...drafts]);
  const fits =
    documents.length <= task.documentsMax &&
    documents.every((drafted) => documentText(nativeDocument(drafted)).length <= limits.charactersMax);
  if (fits) for (const { text } of steps.slice(1, step + 1)) notes.add('size', `to fit, ${text}`);
  else notes.add('size', tooMuch(documents.length, task.documentsMax));
  return { documents, unwritten, notes: notes.toList(), fits };
}

function tooMuch(count: number, documentsMax: number): string {
  const size = `managed policies of ${limits.charactersMax} characters`;
  return `it does not fit: it takes ${count} ${size}, or one that is longer, and there is room for ${documentsMax}`;
}

function byName(exactMax: number): Grain {
  return { exactMax, by: 'name' };
}
