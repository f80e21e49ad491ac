import { callerNode, isOutside, personNode } from '../../analysis/graph/outside.ts';
import { type FoundNode, nodeOf } from '../../analysis/graph/parts.ts';
import { endById } from '../../analysis/graph/read-holders.ts';
import { accountsOf, isAddress } from '../../analysis/graph/read-people.ts';
import { principalsById } from '../../analysis/graph/read-principals.ts';
import { actingTokens } from '../../analysis/graph/read-tokens.ts';
import { tokenNode } from '../../analysis/graph/steps/acts-as.ts';
import type { Store } from '../../store/store.ts';
import { findSubject, noSubject } from '../tokens/find-subject.ts';

/**
 * Finds the node that a text names, as {@link findSubject} does. The sessions of a principal are the principal. Roles and
 * resources are found by their whole id, where no token or principal has it; a person who has several identities, by the address.
 * @throws {ScopelightError} `subject.not-found`
 */
export async function findNode(store: Store, text: string): Promise<FoundNode> {
  const person = await findPerson(store, text);
  if (person) return person;
  const subject = await findSubject(store, text).catch(async (error: unknown) => {
    const end = await endById(store, text);
    if (end) return nodeOf({ ...end, id: text });
    throw error;
  });
  if ('key' in subject) return subject;
  const { id } = subject;
  const principal = (await principalsById(store, [id])).get(id);
  if (principal)
    return isOutside(principal.what) ? callerNode(principal.provider, id, principal.what) : principal;
  const [token] = await actingTokens(store, { from: 0, to: maxTime }, 'token', [id]);
  if (token) return tokenNode(token);
  throw noSubject(text);
}

/** Finds the person whose address a text is: each system knows one under an id of its own, and all of them by the address. */
export async function findPerson(store: Store, text: string): Promise<FoundNode | undefined> {
  if (!isAddress(text)) return undefined;
  const accounts = await accountsOf(store, { from: 0, to: maxTime }, text);
  return accounts.length > 1 ? personNode(text) : undefined;
}

/** The last moment that the engine’s times can name. */
const maxTime = 4_294_967_295_000;
