import type { OperationNeeds } from './derive-needs.ts';
import { factLines } from './facts.ts';

/** A permission as the data file holds it. */
export interface PermissionFacts {
  readonly name: string;
  readonly area: (typeof areaNames)[number];
  readonly level: 'list' | 'read' | 'write' | 'permissions';
  readonly isRecorded: boolean;
  /** What else an operation in use may need. */
  readonly companions: readonly string[];
}

const personalRoots = new Set(['user', 'users', 'gists', 'markdown']);
const organizationRoots = new Set(['orgs', 'organizations', 'teams']);

/** Every permission that an operation needs or that is known besides, with the `read` that comes with each `write`. */
export function derivePermissions(operations: readonly OperationNeeds[]): readonly PermissionFacts[] {
  const facts = factLines('permissions.txt');
  const of = (kind: string): string[] => facts.flatMap(([row, name = '']) => (row === kind ? [name] : []));
  const [lone, access, unseen] = ['lone', 'access', 'unseen'].map((kind) => new Set(of(kind)));
  const uses = usesOf(operations);
  const named = [...uses.keys(), ...of('add')];
  const reads = named.flatMap((name) => {
    const [key = '', level] = name.split(':');
    return level === 'read' || lone?.has(key) ? [] : [`${key}:read`];
  });
  const names = [...new Set([...named, ...reads])].sort();
  const areas = new Map(facts.flatMap(([row, key = '', area]) => (row === 'area' ? [[key, area]] : [])));
  const routesOf = (key: string): string[] =>
    [...uses].flatMap(([name, routes]) => (name.startsWith(`${key}:`) ? routes : []));
  const hasEndpoint = (name: string): boolean => (uses.get(name) ?? []).some((use) => use.includes(' /'));
  return names.map((name) => {
    const [key = '', level = ''] = name.split(':');
    const area = areaNamed(areas.get(key)) ?? areaOf(key, routesOf(key));
    return {
      name,
      area,
      level: access?.has(name) ? 'permissions' : levelOf(name, level),
      isRecorded: area !== 'user' && hasEndpoint(name) && !unseen?.has(name),
      companions: facts.flatMap(([row, of, ...others]) => (row === 'with' && of === name ? others : [])),
    };
  });
}

/** The operations that need each permission, whether alone or with others. */
function usesOf(operations: readonly OperationNeeds[]): ReadonlyMap<string, string[]> {
  const uses = new Map<string, string[]>();
  for (const { name, needs } of operations) {
    for (const permission of needs.split(/[ |]/)) {
      if (permission === '-') continue;
      const bare = permission.replace('?', '');
      uses.set(bare, [...(uses.get(bare) ?? []), name]);
    }
  }
  return uses;
}

const areaNames = ['repository', 'organization', 'user', 'enterprise'] as const;

function areaNamed(text: string | undefined): PermissionFacts['area'] | undefined {
  return areaNames.find((name) => name === text);
}

function areaOf(key: string, operations: readonly string[]): PermissionFacts['area'] {
  if (key.startsWith('enterprise_')) return 'enterprise';
  if (key.startsWith('organization_') || key.startsWith('team_')) return 'organization';
  const roots = operations.flatMap((name) => (name.includes(' /') ? [name.split('/')[1] ?? ''] : []));
  if (roots.length > 0 && roots.every((root) => personalRoots.has(root))) return 'user';
  return roots.length > 0 && roots.every((root) => organizationRoots.has(root))
    ? 'organization'
    : 'repository';
}

function levelOf(name: string, level: string): 'list' | 'read' | 'write' {
  if (name === 'metadata:read') return 'list';
  return level === 'read' ? 'read' : 'write';
}
