import type { ApiModel } from './api-models.ts';
import type { DerivedApi } from './derive-operations.ts';
import type { IamData } from './iam-data.ts';

/**
 * Permission → permissions that a call of its operation may check too, without a record of their own: tagging what it
 * makes, versions of what it reads, and the dependent actions of the reference data.
 */
export function deriveCompanions(
  iam: IamData,
  models: readonly ApiModel[],
  apis: readonly DerivedApi[],
  dependents: ReadonlyMap<string, readonly string[]>,
  facts: ReadonlyMap<string, readonly string[]>,
): Map<string, readonly string[]> {
  const canonical = new Map(
    iam.actions.map(({ service, name }) => [`${service}:${name}`.toLowerCase(), `${service}:${name}`]),
  );
  const tagging = taggingActions(iam);
  const levels = new Map(iam.actions.map(({ service, name, level }) => [`${service}:${name}`, level]));
  const derived = new Map(apis.map((api) => [api.key, api]));
  const found = new Map<string, Set<string>>();

  for (const [permission, names] of dependents) for (const name of names) add(permission, name);
  for (const [permission, names] of facts) {
    for (const name of names) {
      const full = name.includes(':') ? name : `${permission.slice(0, permission.indexOf(':'))}:${name}`;
      for (const known of [permission, full]) {
        if (!canonical.has(known.toLowerCase()))
          throw new Error(`companions.txt: IAM has no action \`${known}\``);
      }
      add(permission, full);
    }
  }
  for (const model of models) {
    for (const operation of model.operations.values()) {
      if (operation.tags.length === 0) continue;
      for (const permission of derived.get(model.key)?.operations.get(operation.name) ?? []) {
        if (levels.get(permission) === 'tag') continue;
        const service = permission.slice(0, permission.indexOf(':'));
        for (const name of taggersFor(permission, tagging.get(service) ?? [])) add(permission, name);
      }
    }
  }
  return new Map(
    [...found].sort((a, b) => (a[0] < b[0] ? -1 : 1)).map(([name, set]) => [name, [...set].sort()]),
  );

  function add(permission: string, companion: string): void {
    const from = canonical.get(permission.toLowerCase());
    const to = canonical.get(companion.toLowerCase());
    if (from === undefined || to === undefined || from === to) return;
    found.set(from, (found.get(from) ?? new Set<string>()).add(to));
  }
}

/** Actions of each service that put tags on something. */
function taggingActions(iam: IamData): Map<string, string[]> {
  const byService = new Map<string, string[]>();
  for (const { service, name, level } of iam.actions) {
    if (level !== 'tag' || !/^(?:Tag|Add|Create|Put|Set)/.test(name) || !/tag/i.test(name)) continue;
    byService.set(service, [...(byService.get(service) ?? []), `${service}:${name}`]);
  }
  return byService;
}

/** Where a service has a tagging action for each kind of thing, the one for the thing that is made. */
function taggersFor(permission: string, taggers: readonly string[]): readonly string[] {
  const made = permission.toLowerCase();
  const fitting = taggers.filter((name) => {
    const thing = /:tag(.+)$/i.exec(name)?.[1]?.toLowerCase();
    return thing !== undefined && made.endsWith(thing);
  });
  return fitting.length > 0 ? fitting : taggers;
}
