import type { Ends, Model, NodeKind } from './model.ts';
import { passes, reached } from './reach.ts';

/** How much is reached, of each kind and in all. */
export interface Reach {
  readonly identities: number;
  readonly resources: number;
  readonly keys: ReadonlySet<string>;
}

const identityKinds: readonly NodeKind[] = ['token', 'principal', 'outside'];

/** What is reached in all, by steps that were taken alone, and what is left without those that surely nobody took. */
export function reachesOf(model: Model, ends: Ends) {
  const start = ends.from ?? ends.to;
  const of = (view: 'can' | 'does' | 'without'): Reach => {
    const keys = new Set(reached(model, ends, passes(view, new Set())));
    if (start !== undefined) keys.delete(start);
    let [identities, resources] = [0, 0];
    for (const key of keys) {
      const kind = model.nodes.get(key)?.kind;
      if (kind === 'resource') resources += 1;
      else if (kind !== undefined && identityKinds.includes(kind)) identities += 1;
    }
    return { identities, resources, keys };
  };
  return { can: of('can'), does: of('does'), without: of('without') };
}
