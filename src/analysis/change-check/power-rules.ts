import type { CheckFinding } from '../../model/check.ts';
import type { NewPower } from './compare-holders.ts';
import { type CheckedChange, type Draft, type levelOrder, onWords, weigh, whereOf } from './draft.ts';

/** New power by statement, the level of which decides how severe it is; power over everything apart. */
export function* powerFindings(checked: CheckedChange): Generator<Draft> {
  for (const power of checked.change.powers) {
    const all = allPower(checked, power);
    yield all ?? newPowerDraft(checked, power);
  }
}

/** From this share of the catalogue on, a statement gives everything. */
const allShare = 0.9;

/** Whether a statement gives nearly all permissions of a catalogue of some size. */
export function isAllPower({ gained, widened }: NewPower, catalogueSize: number): boolean {
  return gained.union(widened).size >= allShare * catalogueSize;
}

function allPower({ permissions }: CheckedChange, newPower: NewPower): Draft | undefined {
  if (!isAllPower(newPower, permissions.size)) return undefined;
  const { power, gained, widened, resources } = newPower;
  const given = gained.union(widened);
  const everywhere = resources.includes('*');
  const when = power.isConditional ? ', under a condition' : '';
  return {
    rule: 'all-power',
    severity: everywhere && !power.isConditional ? 'critical' : 'high',
    title: `gives everything${everywhere ? '' : ` on ${resources.slice(0, 3).join(', ')}`}${when}`,
    place: power,
    where: whereOf(power),
    permissions: given,
    resources,
    fix: 'name what it is for; `scopelight policy` writes the smallest policy from what was used',
  };
}

function newPowerDraft(
  { permissions }: CheckedChange,
  { power, gained, widened, resources }: NewPower,
): Draft {
  const given = gained.union(widened);
  const { worst, words } = weigh(given, permissions);
  const broad = resources.includes('*');
  const on = onWords(resources);
  const verb = gained.isEmpty ? 'widens' : 'gives';
  return {
    rule: 'new-power',
    severity: severityOf(worst, broad && !power.isConditional),
    title: `${verb} ${words} on ${on}${power.isConditional ? ', under a condition' : ''}`,
    place: power,
    where: whereOf(power),
    permissions: given,
    resources,
    fix: broad
      ? 'name the resources, and only the permissions that are needed'
      : 'keep only the permissions that are needed',
  };
}

function severityOf(worst: (typeof levelOrder)[number], isBroad: boolean): CheckFinding['severity'] {
  switch (worst) {
    case 'permissions':
      return isBroad ? 'high' : 'medium';
    case 'write':
      return isBroad ? 'medium' : 'low';
    case 'read':
      return isBroad ? 'low' : 'info';
    case 'tag':
    case 'list':
      return 'info';
  }
}
