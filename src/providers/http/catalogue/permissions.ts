import type { Permission } from '../../../model/permission.ts';
import type { Api } from './api.ts';
import { levelOfScope, serviceOfScope } from './describe-scope.ts';

interface Use {
  readonly methods: Set<string>;
  /** APIs with an operation that needs the scope. */
  readonly apis: Set<string>;
}

/**
 * Every scope that the documents declare or ask for. It keeps its number for good; one that no document names any more is
 * still known, since grants may speak of it.
 */
export function findPermissions(
  apis: readonly Api[],
  ids: ReadonlyMap<string, number>,
): readonly Permission[] {
  const uses = usesOf(apis);
  const declared = apis.flatMap((api) => [
    ...api.scopes,
    ...api.operations.flatMap(({ ways }) => ways.flat()),
  ]);
  const names = [...new Set([...ids.keys(), ...declared])].sort();
  let next = Math.max(0, ...ids.values());
  return names.map((name) => permissionOf(name, ids.get(name) ?? ++next, uses.get(name)));
}

function usesOf(apis: readonly Api[]): ReadonlyMap<string, Use> {
  const uses = new Map<string, Use>();
  for (const api of apis) {
    for (const { method, ways } of api.operations) {
      for (const scope of ways.flat()) {
        const use = uses.get(scope) ?? { methods: new Set(), apis: new Set() };
        uses.set(scope, use);
        use.methods.add(method);
        use.apis.add(api.id);
      }
    }
  }
  return uses;
}

/** That the log of an API is held, its own records show. What no operation asks for leaves no trace. */
function permissionOf(name: string, id: number, use: Use | undefined): Permission {
  const [api, ...others] = [...(use?.apis ?? [])].sort();
  const described = {
    id,
    name,
    service: serviceOfScope(name, api ?? 'api'),
    level: levelOfScope(name, use?.methods ?? new Set()),
    resourceKinds: ['operation'],
  };
  if (api === undefined) return { ...described, recorded: 'never' };
  return { ...described, recorded: 'shown', dataKind: api, ...(others.length > 0 && { alsoKinds: others }) };
}
