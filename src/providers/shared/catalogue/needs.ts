import type { Lookup } from '../../../model/permission.ts';

/**
 * Reads what an operation needs from the notation of the data files: `a b` is both, `a|b` one of them, `a ?b` the first
 * and for some requests the second too, `-` nothing.
 */
export function readNeeds(notation: string): Lookup {
  if (notation === '-') return { permissions: [], basis: 'none' };
  const sets = notation.split('|').map((set) => set.split(' '));
  const alternatives = sets.flatMap((set) => {
    const always = set.filter((name) => !name.startsWith('?'));
    return always.length === set.length ? [always] : [always, set.map((name) => name.replace('?', ''))];
  });
  // What only some requests need is counted for none: a use that was none would hide what is not used.
  const counted = sets.flatMap((set) => set.filter((name) => !name.startsWith('?')));
  const permissions = [...new Set(counted)];
  return { permissions, basis: 'mapped', ...(alternatives.length > 1 && { alternatives }) };
}

/**
 * Permission → others of which a call that is counted for both may have needed only one: whoever holds one of them was
 * not necessarily short of the other.
 */
export function alternativesAmong(answers: readonly Lookup[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, Set<string>>();
  for (const { permissions, alternatives } of answers) {
    if (alternatives === undefined) continue;
    for (const one of permissions) {
      // Only what some alternative does without can be missing though the call was let through.
      if (alternatives.every((set) => set.includes(one))) continue;
      const others = found.get(one) ?? new Set<string>();
      for (const other of permissions) if (other !== one) others.add(other);
      found.set(one, others);
    }
  }
  return new Map([...found].map(([name, others]) => [name, [...others].sort()]));
}
