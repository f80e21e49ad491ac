import { type Capability, capabilities } from '../../model/capability.ts';
import type { Level } from '../../model/permission.ts';
import { PermissionSet } from '../../model/permission-set.ts';
import { findProvider } from '../../providers/register.ts';
import { perCatalogue } from '../per-catalogue.ts';
import { namePattern } from './name-pattern.ts';

/** Gives the permissions of a provider by what they are good for. */
const capabilityFacts = perCatalogue(readCapabilities);

/** The permissions that are good for one thing. */
export function capableOf(providerId: string, capability: Capability): PermissionSet {
  return capabilityFacts(providerId).get(capability) ?? PermissionSet.empty;
}

/** Where a provider says nothing of a capability, the level of a permission tells. */
const byLevel: Readonly<Partial<Record<Capability, Level>>> = {
  'reads-data': 'read',
  'writes-data': 'write',
};

function readCapabilities(providerId: string): ReadonlyMap<Capability, PermissionSet> {
  const { catalogue, capabilities: table } = findProvider(providerId);
  const permissions = catalogue.permissions();
  const ofLevel = (level: Level): number[] =>
    permissions.filter((permission) => permission.level === level).map(({ id }) => id);
  return new Map(
    capabilities.map((capability) => {
      const patterns = table?.[capability] ?? [];
      const matching = (some: readonly string[]): number[] => {
        const tests = some.map(namePattern);
        return permissions.filter(({ name }) => tests.some((test) => test.test(name))).map(({ id }) => id);
      };
      const ids = matching(patterns.filter((pattern) => !pattern.startsWith('!')));
      const level = table === undefined ? byLevel[capability] : undefined;
      if (level !== undefined) ids.push(...ofLevel(level));
      if (capability === 'changes-access') ids.push(...ofLevel('permissions'));
      const excepted = matching(
        patterns.filter((pattern) => pattern.startsWith('!')).map((pattern) => pattern.slice(1)),
      );
      return [capability, PermissionSet.of(ids).subtract(PermissionSet.of(excepted))];
    }),
  );
}
