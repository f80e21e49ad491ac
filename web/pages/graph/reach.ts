import type { Ends, Model, Step } from './model.ts';

/** What of the graph is looked at: all that is possible, what was done, or what is left without unused steps or after a cut. */
export const views = ['can', 'does', 'without', 'cut'] as const;
export type View = (typeof views)[number];

/** Whether a step is there in a view. */
export function passes(view: View, cut: ReadonlySet<string>): (step: Step) => boolean {
  if (view === 'does') return ({ state }) => state === 'used';
  if (view === 'without') return ({ state }) => state !== 'unused';
  if (view === 'cut') return ({ key }) => !cut.has(key);
  return () => true;
}

/** The nodes that are still reached over the steps that pass; with both ends given, those on a way from one to the other. */
export function reached(
  model: Model,
  { from, to }: Ends,
  isThere: (step: Step) => boolean,
): ReadonlySet<string> {
  const ahead = from === undefined ? undefined : flood(model, from, 'leaving', isThere);
  const behind = to === undefined ? undefined : flood(model, to, 'entering', isThere);
  if (ahead && behind) return new Set([...ahead].filter((key) => behind.has(key)));
  return ahead ?? behind ?? new Set();
}

function flood(
  model: Model,
  start: string,
  side: 'leaving' | 'entering',
  isThere: (step: Step) => boolean,
): Set<string> {
  const found = new Set([start]);
  for (const key of found) {
    for (const step of model[side].get(key) ?? [])
      if (isThere(step)) found.add(side === 'leaving' ? step.to : step.from);
  }
  return found;
}

/**
 * Gives a shortest way between the question’s open end and a node, of equal ones one with the fewest steps that nobody
 * took; none where nothing leads there.
 */
export function wayTo(model: Model, { from, to }: Ends, node: string): readonly Step[] {
  const start = from ?? to;
  const side = from === undefined ? 'entering' : 'leaving';
  if (start === undefined || start === node) return [];
  let layer = new Map<string, Way>([[start, { step: undefined, before: undefined, idle: 0 }]]);
  const seen = new Set([start]);
  while (layer.size > 0) {
    const found = layer.get(node);
    if (found) return chainOf(found, side);
    const next = new Map<string, Way>();
    for (const [key, before] of layer) {
      for (const step of model[side].get(key) ?? []) {
        const end = side === 'leaving' ? step.to : step.from;
        const idle = before.idle + (step.state === 'used' ? 0 : 1);
        const known = next.get(end);
        if (!seen.has(end) && (known === undefined || idle < known.idle))
          next.set(end, { step, before, idle });
      }
    }
    for (const key of next.keys()) seen.add(key);
    layer = next;
  }
  return [];
}

interface Way {
  readonly step: Step | undefined;
  readonly before: Way | undefined;
  readonly idle: number;
}

function chainOf(way: Way, side: 'leaving' | 'entering'): readonly Step[] {
  const steps: Step[] = [];
  for (let at: Way | undefined = way; at?.step; at = at.before) steps.push(at.step);
  return side === 'leaving' ? steps.reverse() : steps;
}
