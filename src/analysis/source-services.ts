import { findProvider } from '../providers/register.ts';
import { perCatalogue } from './per-catalogue.ts';

interface Services {
  readonly bySource: ReadonlyMap<string, ReadonlySet<string>>;
  readonly byPlainName: ReadonlyMap<string, string>;
}

const servicesOf = perCatalogue(readServices);

/**
 * Gives the services whose permissions the operations of a source need. Of a source that the catalogue does not know,
 * the service that goes by the first part of its name.
 */
export function servicesOfSource(providerId: string, source: string): readonly string[] {
  const services = servicesOf(providerId);
  const name = source.split('.')[0] ?? source;
  return [...(services.bySource.get(source) ?? [services.byPlainName.get(plain(name)) ?? name])];
}

function readServices(providerId: string): Services {
  const { catalogue } = findProvider(providerId);
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
