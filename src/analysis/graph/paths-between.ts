import { groupBy } from '../../model/group-by.ts';
import { comparePaths, type FoundPath, pathOf } from './best-paths.ts';
import type { FoundEdge } from './parts.ts';

/** How many beginnings of paths are looked at, at most: a dense graph has more paths than anybody reads. */
const triesMax = 20_000;

/**
 * Gives the first of all paths without cycles from one node to another, in the order of {@link comparePaths} as far as
 * lengths go. Only nodes from which the end can be reached in the steps that are left are ever entered.
 */
export function pathsBetween(
  edges: readonly FoundEdge[],
  ends: { readonly from: string; readonly to: string },
  max: { readonly paths: number; readonly steps: number },
): { readonly paths: readonly FoundPath[]; readonly isWhole: boolean } {
  const left = stepsLeft(edges, ends.to);
  const leaving = groupBy(edges, ({ from }) => from);
  const found: FoundPath[] = [];
  let begun: FoundEdge[][] = [[]];
  let tries = 0;
  for (let length = 0; length <= max.steps && begun.length > 0; length++) {
    const next: FoundEdge[][] = [];
    for (const path of begun) {
      const at = path.at(-1)?.to ?? ends.from;
      if (at === ends.to) {
        if (path.length > 0) found.push(pathOf(path));
        continue;
      }
      for (const edge of leaving.get(at) ?? []) {
        const rest = left.get(edge.to);
        if (rest === undefined || length + 1 + rest > max.steps) continue;
        if (edge.to === ends.from || path.some(({ to }) => to === edge.to)) continue;
        if (++tries > triesMax) return finish(found, max.paths, false);
        next.push([...path, edge]);
      }
    }
    // Longer paths come after all shorter ones: once there are enough, the rest needs no look.
    if (found.length >= max.paths) return finish(found, max.paths, next.length === 0);
    begun = next;
  }
  return finish(found, max.paths, true);
}

function finish(found: readonly FoundPath[], pathsMax: number, isWhole: boolean) {
  const paths = [...found].sort(comparePaths);
  return { paths: paths.slice(0, pathsMax), isWhole: isWhole && paths.length <= pathsMax };
}

/** The fewest steps from every node to the end. */
function stepsLeft(edges: readonly FoundEdge[], to: string): ReadonlyMap<string, number> {
  const entering = groupBy(edges, (edge) => edge.to);
  const steps = new Map([[to, 0]]);
  // A map gives what is added while it is walked, and so it is the queue as well.
  for (const [key, count] of steps) {
    for (const { from } of entering.get(key) ?? []) if (!steps.has(from)) steps.set(from, count + 1);
  }
  return steps;
}
