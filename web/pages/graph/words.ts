import { count, counted, day, listed, providerTitle } from '../../words/format.ts';
import type { Item } from './draw-items.ts';
import type { Layers } from './layers.ts';
import type { Evidence, Model, Node, Step } from './model.ts';

type Named = Pick<Node, 'kind' | 'id' | 'name'>;

/** What a reader knows a node by. */
export function nodeName({ kind, id, name: given }: Named): string {
  if (kind === 'outside' || kind === 'token') return given || id;
  // An id that is a path of words ends with what people say.
  const last = id.split(':').at(-1) ?? id;
  if (kind === 'resource') return last === '' || last === '*' ? id : last;
  // What lies within another bundle is named after it.
  const [whole = '', inner] = last.split('#');
  const name = whole.split('/').slice(1).join('/') || whole || id;
  return inner === undefined ? name : `${name}: ${inner.split('/').at(-1)}`;
}

/** Roles that are no identities are told by how they are kept: inline, managed, … */
function nounOf({ kind, what }: Pick<Node, 'kind' | 'what'>): string {
  const noun = (what || kind).replaceAll('-', ' ');
  return kind === 'role' && !noun.endsWith('role') ? `${noun} role` : noun;
}

/** The name of a token beside whom it acts as, who is better known; of others the name alone. */
export function fullName({ nodes, leaving }: Model, key: string | undefined): string {
  const node = nodes.get(key ?? '');
  if (!node) return '';
  const acts =
    node.kind === 'token' ? (leaving.get(node.key) ?? []).find(({ kind }) => kind === 'acts-as') : undefined;
  const principal = acts && nodes.get(acts.to);
  return principal ? `${nodeName(principal)}’s ${nounOf(node)}` : nodeName(node);
}

/** What a node is: `role, AWS 482913650174`. */
export function nodeWords({ kind, what, provider, account }: Node): string {
  const noun = nounOf({ kind, what });
  const place = [provider === '' ? '' : providerTitle(provider), account]
    .filter((word) => word !== '')
    .join(' ');
  return place === '' ? noun : `${noun}, ${place}`;
}

/** The same where room is short. */
export function briefWords({ kind, what, provider }: Node): string {
  const noun = nounOf({ kind, what });
  return provider === '' ? noun : `${noun}, ${providerTitle(provider)}`;
}

/** The name of a card: of its node, or how many are in its group. */
export function itemName(item: Item): string {
  const [node] = item.members;
  if (!node) return '';
  return item.isGroup ? groupName(item) : nodeName(node);
}

export function itemWords(item: Item): string {
  const [node] = item.members;
  if (!node) return '';
  if (!item.isGroup) return briefWords(node);
  return node.provider === '' ? 'together' : `together, ${providerTitle(node.provider)}`;
}

function groupName({ members, isRest }: Item): string {
  const [node] = members;
  const noun = node ? nounOf(node) : '';
  return `${count(members.length)} ${isRest ? 'more ' : ''}${members.length === 1 ? noun : plural(noun)}`;
}

export function plural(noun: string): string {
  if (/(s|x|ch|sh)$/.test(noun)) return `${noun}es`;
  return /[^aeiou]y$/.test(noun) ? `${noun.slice(0, -1)}ies` : `${noun}s`;
}

/** How a layer is called. */
export function layerName(layer: number, { roles, resources, target }: Layers, hasStart: boolean): string {
  if (layer === 0) return hasStart ? 'starts from' : 'the target';
  if (layer === target) return 'the target';
  if (layer === roles) return 'roles they hold';
  if (layer === resources) return 'resources';
  if (layer < 0) return `${counted(-layer, 'step')} before`;
  return `after ${counted(layer, 'step')}`;
}

const verbs: Readonly<Record<Step['kind'], string>> = {
  'acts-as': 'acts as',
  assumes: 'becomes',
  makes: 'makes',
  keeps: 'most likely keeps',
  'takes-over': 'can take over',
  holds: 'holds',
  gives: 'names',
  reaches: 'calls',
  'goes-by': 'goes by',
};

/** What a step does, to stand between its ends. */
export function stepVerb({ kind, state }: Pick<Step, 'kind' | 'state'>): string {
  if (kind === 'assumes' && state !== 'used') return 'may become';
  return verbs[kind];
}

/** One piece of evidence as a sentence without its end. */
export function evidenceWords(evidence: Evidence): string {
  switch (evidence.kind) {
    case 'calls':
      return `${counted(evidence.times, 'call')}, ${day(evidence.first)} to ${day(evidence.last)}`;
    case 'inventory':
      return `inventory: ${evidence.what}`;
    case 'document': {
      const conditions = evidence.conditions.length === 0 ? '' : `, if ${listed(evidence.conditions)}`;
      const caveat = evidence.caveat === null ? '' : `; ${evidence.caveat}`;
      return `${evidence.document} of ${evidence.statedBy} lets in ${evidence.from}${conditions}${caveat}`;
    }
    case 'permission':
      return `${evidence.permission} from ${evidence.role}: ${evidence.does}${evidence.isConditional ? ', under conditions' : ''}`;
  }
}

/** What kinds of evidence could show, for a step that nobody took. */
export function stateReason({ state, kind }: Step): string {
  if (state === 'used') return 'taken in this stretch of the logs';
  if (state === 'unused') return 'it would have been recorded, and was not';
  if (kind === 'holds' || kind === 'gives')
    return 'what a role gives is told from calls of the resource, not from here';
  if (kind === 'keeps') return 'what a secret holds, and that it is read, no record says';
  if (kind === 'goes-by') return 'no call of it is held';
  if (kind === 'takes-over') return 'records of the permission do not say whom it was meant for';
  return 'no log is held that would show it, or one with holes';
}
