import type { Level } from '../../src/model/permission.ts';
import type { DerivedApi } from './derive-operations.ts';
import type { PassedRole } from './derive-pass-role.ts';
import type { IamAction, IamData } from './iam-data.ts';

const letters: Readonly<Record<Level, string>> = {
  list: 'l',
  read: 'r',
  write: 'w',
  tag: 't',
  permissions: 'p',
};

/**
 * Text of `permissions.tsv`: `@service kinds`, then `id name level recorded kinds`. A permission's kinds are positions
 * in the service's list, counted from 0, with `!` after those that a statement must name; the list is cut at bars because kinds may hold spaces.
 */
export function permissionsText(
  iam: IamData,
  ids: ReadonlyMap<string, number>,
  recorded: ReadonlyMap<string, string>,
): string {
  const byService = new Map<string, IamAction[]>();
  for (const action of iam.actions)
    byService.set(action.service, [...(byService.get(action.service) ?? []), action]);
  const lines = [...byService].flatMap(([service, actions]) => {
    const kinds = [...new Set(actions.flatMap((action) => action.kinds.map(({ kind }) => kind)))].sort();
    const rows = actions
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .map((action) => {
        const full = `${service}:${action.name}`;
        const places = action.kinds.map(
          ({ kind, isRequired }) => `${kinds.indexOf(kind)}${isRequired ? '!' : ''}`,
        );
        const fields = [
          ids.get(full),
          action.name,
          letters[action.level],
          recorded.get(full),
          places.join(' '),
        ];
        return fields.join('\t').trimEnd();
      });
    return [`@${service}\t${kinds.join('|')}`.trimEnd(), ...rows];
  });
  return `${lines.join('\n')}\n`;
}

/** Text of `resources.tsv`: `@service`, then `kind ARN-pattern`. */
export function resourcesText(iam: IamData): string {
  return grouped(iam.services, (service) =>
    iam.kinds
      .filter((entry) => entry.service === service)
      .sort((a, b) => (a.kind < b.kind ? -1 : 1))
      .map(({ kind, arn }) => `${kind}\t${arn}`),
  );
}

/**
 * Text of `operations.tsv`: `@api prefixes sources aliases`, then the operations whose permissions are not those of
 * the same name, each with its permissions (without the API's own prefix), `-` for none or `?` for unknown; `*` stands
 * for all operations that nothing else is known of.
 */
export function operationsText(apis: readonly DerivedApi[]): string {
  const lines = apis.flatMap((api) => {
    const [prefix] = api.prefixes;
    const exceptions = [...api.operations].flatMap(([name, permissions]) => {
      if (permissions === undefined) return api.isOpen ? [`${name}\t?`] : [];
      if (permissions.length === 1 && permissions[0] === `${prefix}:${name}`) return [];
      const short = permissions.map((full) => withoutPrefix(full, prefix));
      return [`${name}\t${short.length === 0 ? '-' : short.join(' ')}`];
    });
    const head = [`@${api.key}`, api.prefixes.join(' '), api.sources.join(' '), api.aliases.join(' ')]
      .join('\t')
      .trimEnd();
    return [head, ...(api.isOpen ? ['*\t-'] : []), ...exceptions.sort()];
  });
  return `${lines.join('\n')}\n`;
}

/** Text of `pass-role.tsv`: `@api`, then `Operation paths`. */
export function passRoleText(passed: readonly PassedRole[]): string {
  return grouped([...new Set(passed.map(({ api }) => api))], (api) =>
    passed
      .filter((entry) => entry.api === api)
      .map(({ operation, paths }) => `${operation}\t${paths.join(' ')}`)
      .sort(),
  );
}

/** Text of `companions.tsv`: `@service`, then `Action companions`, without the service's own prefix. */
export function companionsText(iam: IamData, companions: ReadonlyMap<string, readonly string[]>): string {
  return grouped(iam.services, (service) =>
    [...companions]
      .filter(([permission]) => permission.startsWith(`${service}:`))
      .map(
        ([permission, names]) =>
          `${withoutPrefix(permission, service)}\t${names.map((name) => withoutPrefix(name, service)).join(' ')}`,
      ),
  );
}

function withoutPrefix(permission: string, service: string | undefined): string {
  return permission.startsWith(`${service}:`) ? permission.slice(`${service}:`.length) : permission;
}

function grouped(services: readonly string[], linesOf: (service: string) => string[]): string {
  const lines = services.flatMap((service) => {
    const own = linesOf(service);
    return own.length === 0 ? [] : [`@${service}`, ...own];
  });
  return `${lines.join('\n')}\n`;
}
