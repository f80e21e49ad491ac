import type {
  NeedReason,
  PermissionNeed,
  PolicyHolder,
  PolicyProposal,
  ProposedStatement,
} from '../../../../model/policy-proposal.ts';
import { type Route, routesOf } from '../../catalogue/index.ts';
import { readScopes } from '../document.ts';
import { notesOf } from './notes.ts';
import { addedBy, isGiven } from './reach.ts';
import { smallestScopes, type Ways } from './smallest-scopes.ts';

/** Tokens carry their scopes with every request: servers take no larger header. */
const charactersMax = 8192;

/** Writes the scopes that let everything pass that is needed, and reach as little else as possible. */
export function write(needs: readonly PermissionNeed[], holder: PolicyHolder): PolicyProposal {
  const sorted = [...needs].sort((a, b) => (a.permission < b.permission ? -1 : 1));
  const held = holder.held.map(({ id, document }) => ({ id, scopes: readScopes(document) }));
  const heldScopes = new Set(held.flatMap(({ scopes }) => scopes ?? []));
  const isMine = ({ permission, reason }: PermissionNeed): boolean =>
    heldScopes.has(permission) || reason === 'wanted';
  const [mine, beyond] = [sorted.filter(isMine), sorted.filter((need) => !isMine(need))];
  const [used, allowed] = [
    usedRoutes(mine),
    new Set([...heldScopes, ...mine.map(({ permission }) => permission)]),
  ];
  // An operation that nothing held or wanted lets pass is let through by something else: what is held for it stays.
  const waysOf = ({ ways }: Route): Ways => ways.filter((way) => isGiven(way, allowed));
  const isByOperation = ({ permission, resources }: PermissionNeed): boolean =>
    resources.length > 0 &&
    resources.every(({ resource }) => {
      const route = routeOf(resource, permission);
      return route !== undefined && waysOf(route).length > 0;
    });
  const choice = smallestScopes(
    used.map(waysOf).filter((ways) => ways.length > 0),
    new Set(mine.filter((need) => !isByOperation(need)).map(({ permission }) => permission)),
    heldScopes,
  );
  const given = new Set(choice.scopes);
  const spare = mine.filter(({ permission }) => !given.has(permission));
  const ids = [...new Set(holder.held.map(({ id }) => id))].sort();
  const lost = held.filter(({ scopes }) => scopes === undefined).map(({ id }) => id);
  const characters = choice.scopes.join(' ').length;
  return {
    documents: [{ name: 'scopes', document: { scopes: choice.scopes }, characters }],
    statements: choice.scopes.map((scope) => statementOf(scope, given, mine, used)),
    // What cannot be read may give what is needed: it stays.
    replaces: ids.filter((id) => !lost.includes(id)),
    leaves: ids.filter((id) => lost.includes(id)),
    unwritten: [
      ...beyond.map(({ permission }) => ({ permission, why: 'nothing that is held gives it' })),
      ...spare.map(({ permission }) => ({ permission, why: spareWhy(permission, given, used) })),
    ],
    size: { characters, charactersMax, documentsMax: 1, fits: characters <= charactersMax },
    notes: notesOf({ beyond, spare, choice, used }),
  };
}

function usedRoutes(needs: readonly PermissionNeed[]): readonly Route[] {
  const found = needs.flatMap(({ permission, resources }) =>
    resources.flatMap(({ resource }) => routeOf(resource, permission) ?? []),
  );
  return [...new Set(found)];
}

function routeOf(name: string, permission: string): Route | undefined {
  return routesOf(name).find((route) => route.name === name && route.ways.flat().includes(permission));
}

const strength: readonly NeedReason[] = ['used', 'wanted', 'sign', 'young', 'kept'];

function statementOf(
  scope: string,
  given: ReadonlySet<string>,
  needs: readonly PermissionNeed[],
  used: readonly Route[],
): ProposedStatement {
  const mine = needs.filter(({ permission }) => permission === scope);
  const on = used.filter(({ ways }) => ways.some((way) => way.includes(scope) && isGiven(way, given)));
  return {
    document: 0,
    effect: 'allow',
    sid: scope,
    reason: strength.find((one) => mine.some(({ reason }) => reason === one)) ?? 'used',
    permissions: [scope],
    actions: [scope],
    resources: on.length === 0 ? ['*'] : [...new Set(on.map(({ name }) => name))].sort(),
    // A scope holds for all of its operations, whichever are used.
    isEverywhere: true,
    adds: addedBy(scope, given, used),
  };
}

function spareWhy(permission: string, given: ReadonlySet<string>, used: readonly Route[]): string {
  const instead = used
    .filter(({ ways }) => ways.flat().includes(permission))
    .flatMap(({ ways }) => ways.find((way) => isGiven(way, given)) ?? []);
  return `${[...new Set(instead)].sort().join(' and ')} is enough for all that it was used on`;
}
