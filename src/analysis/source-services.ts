import type { Permission } from '../model/permission.ts';
import type { Catalogue } from '../providers/provider.ts';
import { findProvider } from '../providers/register.ts';

interface Services {
  readonly bySource: ReadonlyMap<string, ReadonlySet<string>>;
  readonly byPlainName: ReadonlyMap<string, string>;
}

/** By the list of a catalogue’s permissions, which is another one once it has changed. */
const known = new WeakMap<readonly Permission[], Services>();

/**
 * Gives the services whose permissions the operations of a source need. Of a source that the catalogue does not know,
 * the service that goes by the first part of its name.
 */
export function servicesOfSource(providerId: string, source: string): readonly string[] {
  const { catalogue } = findProvider(providerId);
  const services = known.get(catalogue.permissions()) ?? readServices(catalogue);
  known.set(catalogue.permissions(), services);
  const name = source.split('.')[0] ?? source;
  return [...(services.bySource.get(source) ?? [services.byPlainName.get(plain(name)) ?? name])];
}

function readServices(catalogue: Catalogue): Services {
  const bySource = new Map<string, Set<string>>();
  for (const { source, permissions } of catalogue.operations()) {
    const found = bySource.get(source) ?? new Set<string>();
    bySource.set(source, found);
    for (const name of permissions) {
      const service = catalogue.find(name)?.service;
      if (service !== undefined) found.add(service);
    }
  }
  const byPlainName = new Map(catalogue.permissions().map(({ service }) => [plain(service), service]));
  return { bySource, byPlainName };
}

/** Sources and services spell one name with and without hyphens. */
function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}
