import { lazy } from './data-file.ts';
import { knownOperations } from './operations.ts';

/**
 * Permission → others of which a call that is counted for both may have needed only one: whoever holds one of them was
 * not necessarily short of the other.
 */
export const alternatives: () => ReadonlyMap<string, readonly string[]> = lazy(() => {
  const found = new Map<string, Set<string>>();
  for (const { answer } of knownOperations()) {
    if (answer.alternatives === undefined) continue;
    for (const one of answer.permissions) {
      // Only what some alternative does without can be missing though the call was let through.
      if (answer.alternatives.every((set) => set.includes(one))) continue;
      const others = found.get(one) ?? new Set<string>();
      for (const other of answer.permissions) if (other !== one) others.add(other);
      found.set(one, others);
    }
  }
  return new Map([...found].map(([name, others]) => [name, [...others].sort()]));
});
