import type { CheckFinding } from '../../model/check.ts';
import type { HolderChange, NewPower } from './compare-holders.ts';
import { type CheckedChange, type Draft, onWords, weigh, whereOf } from './draft.ts';
import type { LostDenial } from './lost-denials.ts';

/** What was denied and is no more, or in fewer cases; of a guard, also what it leaves to others beyond what it left. */
export function* denialFindings({ change, permissions }: CheckedChange): Generator<Draft> {
  for (const lost of change.lostDenials) yield lostDraft(change, lost, permissions);
  // What anybody may do by that is told where it is let do; here it is what a later policy would do unhindered.
  if (change.isOpened) yield openedDraft(change);
  if (change.holder.isGuard) for (const power of change.powers) yield leftDraft(power, permissions);
}

function openedDraft({ holder }: HolderChange): Draft {
  return {
    rule: 'lost-denial',
    severity: 'low',
    title: 'no longer refuses what a policy lets anybody do',
    place: holder,
    where: holder.kind,
    fix: 'keep it closed to whoever is not named',
  };
}

function lostDraft(
  { holder }: HolderChange,
  { power, permissions: set, resources, instead }: LostDenial,
  permissions: CheckedChange['permissions'],
): Draft {
  const { worst, words } = weigh(set, permissions);
  const on = onWords(resources);
  const whom = holder.isGuard ? ' to anybody below' : '';
  const now = (instead?.conditions ?? []).map(({ text }) => text).join(' and ');
  return {
    rule: 'lost-denial',
    severity: severityOf(worst, holder.isGuard === true && instead === undefined),
    title:
      instead === undefined
        ? `no longer denies${whom} ${words} on ${on}`
        : `denies${whom} ${words} on ${on} in other cases than before: now if ${now}`,
    // The statement that was is in the base; what stands in its place is in the files.
    place: instead?.power ?? { path: holder.path, line: holder.line },
    where: whereOf(power),
    permissions: set,
    resources,
    fix: instead
      ? 'check whom the conditions leave out now'
      : 'keep the denial, or narrow it to what has to be possible',
  };
}

function leftDraft(
  { power, gained, widened, resources }: NewPower,
  permissions: CheckedChange['permissions'],
): Draft {
  const set = gained.union(widened);
  const { worst, words } = weigh(set, permissions);
  const on = onWords(resources);
  return {
    rule: 'lost-denial',
    severity: severityOf(worst, true),
    title: `leaves to everybody below ${words} on ${on} that it kept from them`,
    place: power,
    where: whereOf(power),
    permissions: set,
    resources,
    fix: 'leave only what has to be possible',
  };
}

function severityOf(
  worst: 'permissions' | 'write' | 'tag' | 'read' | 'list',
  isWide: boolean,
): CheckFinding['severity'] {
  switch (worst) {
    case 'permissions':
      return isWide ? 'high' : 'medium';
    case 'write':
      return isWide ? 'medium' : 'low';
    case 'read':
      return 'low';
    case 'tag':
    case 'list':
      return 'info';
  }
}
