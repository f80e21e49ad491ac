import type { Level } from '../../src/model/permission.ts';
import type { DerivedApi } from './derive-operations.ts';
import type { IamData } from './iam-data.ts';

const letters: Readonly<Record<Level, string>> = {
  list: 'l',
  read: 'r',
  write: 'w',
  tag: 't',
  permissions: 'p',
};

/** Text of `permissions.tsv`: `@service`, then `id name level recorded kinds`. */
export function permissionsText(
  iam: IamData,
  ids: ReadonlyMap<string, number>,
  recorded: ReadonlyMap<string, string>,
): string {
  return grouped(iam.services, (service) =>
    iam.actions
      .filter((action) => action.service === service)
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .map(({ name, level, kinds }) => {
        const full = `${service}:${name}`;
        return [ids.get(full), name, letters[level], recorded.get(full), kinds.join(' ')]
          .join('\t')
          .trimEnd();
      }),
  );
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
      const short = permissions.map((full) =>
        full.startsWith(`${prefix}:`) ? full.slice(`${prefix}:`.length) : full,
      );
      return [`${name}\t${short.length === 0 ? '-' : short.join(' ')}`];
    });
    const head = [`@${api.key}`, api.prefixes.join(' '), api.sources.join(' '), api.aliases.join(' ')]
      .join('\t')
      .trimEnd();
    return [head, ...(api.isOpen ? ['*\t-'] : []), ...exceptions.sort()];
  });
  return `${lines.join('\n')}\n`;
}

function grouped(services: readonly string[], linesOf: (service: string) => string[]): string {
  const lines = services.flatMap((service) => {
    const own = linesOf(service);
    return own.length === 0 ? [] : [`@${service}`, ...own];
  });
  return `${lines.join('\n')}\n`;
}
