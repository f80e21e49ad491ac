import type { Notes } from '../../../shared/policy/proposal-notes.ts';
import { conditionKeys } from './held-condition.ts';
import type { Give } from './narrow.ts';
import { isEverywhere } from './selection.ts';
import type { Target } from './targets.ts';
import { order } from './unique.ts';

/** Says which permissions are given only under a condition. */
export function noteConditions(gives: readonly Give[], notes: Notes): void {
  for (const { permission, condition } of gives) {
    if (condition === undefined) continue;
    const keys = conditionKeys(condition).map((key) => `\`${key}\``);
    notes.add('conditional', `held, and so given, only under a condition on ${keys.join(', ')}`, permission);
  }
}

/** Says how a target was given, where a reader must know. */
export function noteTarget(
  target: Target,
  found: readonly Give[],
  permission: string,
  isAsked: boolean,
  notes: Notes,
): void {
  const isBroad = found.some(({ resources }) => isEverywhere(resources));
  if (target.kind !== 'named') {
    const why =
      target.kind === 'everywhere'
        ? 'IAM ties it to no resource'
        : isAsked
          ? 'nothing says which resources it is needed on'
          : 'the records of its use name no resource that IAM knows';
    if (isBroad) notes.add('everywhere', why, permission);
    else if (found.length > 0)
      notes.add('generalised', `${why}: it is given wherever it is held`, permission);
    return;
  }
  if (found.length === 0) return;
  if (isBroad)
    notes.add('everywhere', 'held on everything but some resources, which stay excepted', permission);
  if (target.form === 'shared') {
    notes.add(
      'generalised',
      'used on many resources, or on ever new ones: what their names share is given',
      permission,
    );
  }
  if (target.form === 'broad') {
    notes.add(
      'generalised',
      'to save space, more is given than what the names of its resources share',
      permission,
    );
  }
  if (target.form === 'kind') {
    notes.add(
      'generalised',
      'the records name a resource that IAM does not compare: its kind is given',
      permission,
    );
  }
  if (target.names.some(({ isBeside }) => isBeside)) {
    notes.add(
      'generalised',
      'a call needs resources of several kinds, and its record names one of them',
      permission,
    );
  }
}

/** Says what was used and is not held; an empty text stands for a resource without name. */
export function unheldText(recorded: readonly string[]): string {
  const named = recorded.filter((resource) => resource !== '').sort(order);
  if (named.length === 0) return 'used, and no held document gives it';
  const rest = named.length > shownMax ? ` and ${named.length - shownMax} more` : '';
  return `used on ${named.slice(0, shownMax).join(', ')}${rest}, which no held document gives`;
}

const shownMax = 3;
