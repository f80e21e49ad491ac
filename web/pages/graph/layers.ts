import type { Ends, Model } from './model.ts';

/**
 * Gives how many steps each node is from the beginning, or, with the end alone given, how many below 0 it is from that. What
 * was grown from elsewhere is beside what it was grown from.
 */
export function depthsOf(model: Model, { from, to }: Ends): ReadonlyMap<string, number> {
  const layers = new Map<string, number>();
  const start = from ?? to;
  if (start === undefined) return layers;
  layers.set(start, 0);
  // A map gives what is added while it is walked, and so it is the queue as well.
  for (const [key, layer] of layers) {
    const steps = from === undefined ? model.entering.get(key) : model.leaving.get(key);
    for (const step of steps ?? []) {
      const end = from === undefined ? step.from : step.to;
      if (!layers.has(end)) layers.set(end, layer + (from === undefined ? -1 : 1));
    }
  }
  for (const [key, layer] of layers) {
    for (const step of model.leaving.get(key) ?? []) if (!layers.has(step.to)) layers.set(step.to, layer + 1);
    for (const step of model.entering.get(key) ?? [])
      if (!layers.has(step.from)) layers.set(step.from, layer - 1);
  }
  return layers;
}

/** The layers of a picture, from the first on, with what each holds. */
export interface Layers {
  readonly of: ReadonlyMap<string, number>;
  readonly roles: number | undefined;
  readonly resources: number | undefined;
  readonly target: number | undefined;
}

/**
 * Gives each node its layer in the picture. What a beginning leads to stands in the order of depths, but for roles and
 * resources: they lead on to no identity, and stand behind all of those. With both ends given, the end stands last.
 */
export function layersOf(model: Model, { from, to }: Ends, depths: ReadonlyMap<string, number>): Layers {
  if (from === undefined) return { of: depths, roles: undefined, resources: undefined, target: undefined };
  const of = new Map(depths);
  const last = (): number => {
    let most = 0;
    for (const layer of of.values()) most = Math.max(most, layer);
    return most;
  };
  if (to !== undefined) {
    if (from === to) return { of, roles: undefined, resources: undefined, target: undefined };
    of.delete(to);
    const target = last() + 1;
    of.set(to, target);
    return { of, roles: undefined, resources: undefined, target };
  }
  const behind = (kind: 'role' | 'resource'): number | undefined => {
    const keys = [...of.keys()].filter((key) => model.nodes.get(key)?.kind === kind);
    for (const key of keys) of.delete(key);
    const layer = last() + 1;
    for (const key of keys) of.set(key, layer);
    return keys.length === 0 ? undefined : layer;
  };
  // Resources are set aside first, so that roles do not stand behind them.
  const resources = [...of.keys()].filter((key) => model.nodes.get(key)?.kind === 'resource');
  for (const key of resources) of.delete(key);
  const roles = behind('role');
  for (const key of resources) of.set(key, 0);
  return { of, roles, resources: behind('resource'), target: undefined };
}
