import type { Model, Node, Step, StepState } from './model.ts';

/** A card of the picture: one node, or a group of them that stands for its members until it is opened. */
export interface Item {
  readonly key: string;
  readonly layer: number;
  readonly members: readonly Node[];
  readonly isGroup: boolean;
  /** Whether others of the same group have cards of their own. */
  readonly isRest: boolean;
}

/** All steps between two cards. */
export interface Link {
  readonly key: string;
  readonly from: string;
  readonly to: string;
  readonly steps: readonly Step[];
  readonly state: StepState;
  /** Whether it leads on, from a layer to a later one; others are drawn only for what is chosen. */
  readonly isOnward: boolean;
}

export interface Drawing {
  readonly items: readonly Item[];
  readonly links: readonly Link[];
  /** The card of each node. */
  readonly itemOf: ReadonlyMap<string, Item>;
}

interface Choices {
  readonly opened: ReadonlySet<string>;
  /** Nodes that always have a card of their own. */
  readonly apart: ReadonlySet<string>;
}

/** More nodes than these are never drawn apart: a picture of more is read by nobody, and no longer flows. */
export const drawnMax = 2000;
/** A picture that nobody has opened anything in stays as small as this, where groups can make it so. */
const calmMax = 56;
const groupSizes = [12, 8, 5, 3, 1];
/** How many of a group that are in use are drawn apart, so that one sees what is. */
const leadersMax = 3;

/** Chooses the cards: what is alike and stands in one layer becomes a group where there is too much of it. */
export function drawItems(model: Model, layers: ReadonlyMap<string, number>, choices: Choices): Drawing {
  const groups = groupsOf(model, layers, choices.apart);
  const items = groupSizes
    .map((size) => itemsOf(model, groups, size, choices.opened))
    .find((found, at) => closedCount(found, choices.opened) <= calmMax || at === groupSizes.length - 1);
  const all: Item[] = [
    ...[...choices.apart].flatMap((key) => {
      const node = model.nodes.get(key);
      const layer = layers.get(key);
      return node === undefined || layer === undefined ? [] : [itemOfNode(node, layer)];
    }),
    ...(items ?? []),
  ];
  const itemOf = new Map(all.flatMap((item) => item.members.map(({ key }) => [key, item] as const)));
  return { items: all, links: linksOf(model, itemOf), itemOf };
}

interface Group {
  readonly key: string;
  readonly layer: number;
  readonly members: Node[];
}

function groupsOf(
  model: Model,
  layers: ReadonlyMap<string, number>,
  apart: ReadonlySet<string>,
): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const node of model.nodes.values()) {
    const layer = layers.get(node.key);
    if (layer === undefined || apart.has(node.key)) continue;
    const key = `${layer} ${node.kind} ${node.provider} ${node.what}`;
    const group = groups.get(key) ?? { key, layer, members: [] };
    groups.set(key, group);
    group.members.push(node);
  }
  return [...groups.values()];
}

function itemsOf(
  model: Model,
  groups: readonly Group[],
  size: number,
  opened: ReadonlySet<string>,
): readonly Item[] {
  let room = drawnMax;
  return groups.flatMap((group) => {
    const { key, layer, members } = group;
    const isOpened = opened.has(key);
    if (members.length <= size) return members.map((node) => itemOfNode(node, layer));
    const sorted = isOpened || members.length > 2 * leadersMax ? byUse(model, members) : members;
    const leaders = isOpened
      ? sorted.slice(0, room)
      : sorted.slice(0, leadersMax).filter((node) => usesOf(model, node) > 0);
    if (isOpened) room -= leaders.length;
    const rest = sorted.slice(leaders.length);
    return [
      ...leaders.map((node) => itemOfNode(node, layer)),
      ...(rest.length === 0
        ? []
        : [{ key, layer, members: rest, isGroup: true, isRest: leaders.length > 0 }]),
    ];
  });
}

function itemOfNode(node: Node, layer: number): Item {
  return { key: node.key, layer, members: [node], isGroup: false, isRest: false };
}

/** How many cards there are besides those of opened groups. */
function closedCount(items: readonly Item[], opened: ReadonlySet<string>): number {
  return items.filter(({ isGroup, members, layer }) => {
    const [node] = members;
    return isGroup || !node || !opened.has(`${layer} ${node.kind} ${node.provider} ${node.what}`);
  }).length;
}

function byUse(model: Model, members: readonly Node[]): readonly Node[] {
  const uses = new Map(members.map((node) => [node.key, usesOf(model, node)]));
  return members.toSorted((a, b) => (uses.get(b.key) ?? 0) - (uses.get(a.key) ?? 0));
}

function usesOf(model: Model, { key }: Node): number {
  return Math.max(
    0,
    ...[...(model.entering.get(key) ?? []), ...(model.leaving.get(key) ?? [])].map(({ uses }) => uses),
  );
}

function linksOf(model: Model, itemOf: ReadonlyMap<string, Item>): readonly Link[] {
  const links = new Map<string, { from: Item; to: Item; steps: Step[] }>();
  for (const step of model.steps) {
    const [from, to] = [itemOf.get(step.from), itemOf.get(step.to)];
    if (!from || !to || from === to) continue;
    const key = `${from.key} → ${to.key}`;
    const link = links.get(key);
    if (link) link.steps.push(step);
    else links.set(key, { from, to, steps: [step] });
  }
  return [...links].map(([key, { from, to, steps }]) => ({
    key,
    from: from.key,
    to: to.key,
    steps,
    state: stateOf(steps),
    isOnward: to.layer > from.layer,
  }));
}

/** Used where any is; unknown only where nothing is surely unused either. */
function stateOf(steps: readonly Step[]): StepState {
  if (steps.some(({ state }) => state === 'used')) return 'used';
  return steps.some(({ state }) => state === 'unused') ? 'unused' : 'unknown';
}
