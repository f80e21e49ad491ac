import type { PermissionSet } from '../../model/permission-set.ts';
import { type CheckedChange, type Draft, subjectOf } from './draft.ts';

/** A bundle that something new may turn out to be a copy of. */
export interface OtherBundle {
  readonly name: string;
  readonly permissions: PermissionSet;
}

const similarityMin = 0.9;
const sizeMin = 5;

/** A new holder that is given nearly the same as another one that is already there, in the files or in the data. */
export function* cloneFindings({ change }: CheckedChange, others: readonly OtherBundle[]): Generator<Draft> {
  const { holder, isNew, after } = change;
  if (!isNew || after.size < sizeMin) return;
  const alike = others
    .filter(({ name }) => name !== subjectOf(change))
    .map((other) => ({ other, similarity: similarityOf(after, other.permissions) }))
    .filter(({ similarity }) => similarity >= similarityMin)
    .sort((a, b) => b.similarity - a.similarity);
  const [closest] = alike;
  if (closest === undefined) return;
  const percent = Math.floor(closest.similarity * 100);
  const more = alike.length > 1 ? ` and ${alike.length - 1} more` : '';
  yield {
    rule: 'role-clone',
    severity: 'low',
    title: `is new and gives nearly the same as ${closest.other.name} (${percent} % in common)${more}`,
    place: holder,
    where: holder.kind,
    fix: `give ${closest.other.name} to whoever needs it, or say what this one is for`,
  };
}

/** What two sets have in common, of all that is in either. */
export function similarityOf(a: PermissionSet, b: PermissionSet): number {
  const common = a.intersect(b).size;
  const all = a.size + b.size - common;
  return all === 0 ? 0 : common / all;
}
