import type { OutsideName, Presentation } from '../../providers/provider.ts';
import { providers } from '../../providers/register.ts';
import { globsOverlap } from './glob.ts';
import { type FoundNode, nodeOf } from './parts.ts';

/** Kinds of callers of which nothing is held but that they called. */
const outsideKinds: ReadonlySet<string> = new Set(['service', 'anonymous', 'external', 'federated']);

/** Makes a node of an identity of which nothing is held. */
export function outsideNode(id: string, what: string, name = id): FoundNode {
  return nodeOf({ id, kind: 'outside', provider: '', account: '', what, name });
}

/**
 * Makes the node of a caller of which nothing is held but that it called. One that another system vouches for goes by the id that
 * calls have of it, and is the node that is met as the subject of its issuer.
 */
export function callerNode(provider: string, id: string, what: string): FoundNode {
  const name = outsiderOf(provider, id);
  const node = { ...outsideNode(id, what), provider };
  return name === undefined ? node : { ...node, key: subjectsNode(name.issuer, [name.subject]).key };
}

/** Makes the node of a person, by the address that systems know people by. */
export function personNode(address: string): FoundNode {
  return outsideNode(address, person);
}

export function isPerson({ kind, what }: FoundNode): boolean {
  return kind === 'outside' && what === person;
}

const person = 'person';

/** Makes the node of subjects that an issuer vouches for. */
export function subjectsNode(issuer: string, subjects: readonly string[]): FoundNode {
  const name = subjects.includes('*') ? `anyone that ${issuer} vouches for` : subjects.join(', ');
  return outsideNode(`${issuer} ${subjects.join(' ')}`, 'subject', name);
}

export function isOutside(kind: string): boolean {
  return outsideKinds.has(kind);
}

/** The foreign identity that a caller stands for, where a provider reads one out of it. */
export function outsiderOf(provider: string, principalId: string): OutsideName | undefined {
  return providers()
    .find(({ id }) => id === provider)
    ?.links?.outsider?.(principalId);
}

/** A way in which principals of a provider appear elsewhere, with the provider. */
export interface Presented {
  readonly provider: string;
  readonly presentation: Presentation;
}

/** The presentations under an issuer’s name. */
export function presentedUnder(issuer: string): readonly Presented[] {
  return allPresented().filter(({ presentation }) => globsOverlap(presentation.issuer, issuer));
}

/** The presentations of one principal, with its subjects. */
export function presentationsOf(node: FoundNode): readonly (Presented & { readonly subjects: string })[] {
  return allPresented().flatMap((presented) => {
    if (presented.provider !== node.provider || presented.presentation.kind !== node.what) return [];
    const { by, subjects: subjectsOf } = presented.presentation;
    const subjects = subjectsOf(by === 'name' ? node.name : node.id);
    return subjects === undefined ? [] : [{ ...presented, subjects }];
  });
}

function allPresented(): readonly Presented[] {
  return providers().flatMap(({ id, links }) =>
    (links?.presents ?? []).map((presentation) => ({ provider: id, presentation })),
  );
}
