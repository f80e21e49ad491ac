import { PermissionSet } from '../../model/permission-set.ts';
import { type CheckedChange, type Draft, levelsOf } from './draft.ts';
import type { HolderUsage } from './read-usage.ts';

/** From how many permissions that nobody used on, and which share of what is given, it is told. */
const countMin = 3;
const shareMin = 0.5;

/** New power of which the logs show no use by anybody: whoever asked for it may not need it. */
export function* unusedFindings(
  { change, permissions }: CheckedChange,
  usage: HolderUsage,
  days: number,
): Generator<Draft> {
  const given = PermissionSet.unionOf([change.gained, change.widened]);
  const idle = given.subtract(usage.usedByAnybody);
  if (idle.size < countMin || idle.size < shareMin * given.size) return;
  const [first] = change.powers;
  if (first === undefined) return;
  const own = usage.usedBy.get(change.holder.name);
  const ownWords =
    own === undefined || change.isNew
      ? ''
      : `; of what it had it used ${own.intersect(change.before).size} of ${change.before.size}`;
  const { permissions: access, write } = levelsOf(idle, permissions);
  yield {
    rule: 'unused-power',
    severity: access + write > 0 ? 'medium' : 'low',
    title: `${idle.size} of the ${given.size} permissions it gains nobody used in these ${days} days${ownWords}`,
    place: first.power,
    where: first.power.role,
    permissions: idle,
    fix: 'leave out what nobody uses; it can be given on the day that somebody is refused it',
  };
}
