import { findProvider } from '../providers/register.ts';

const services = new Map<string, ReadonlyMap<string, ReadonlySet<string>>>();

/**
 * Gives the services whose permissions the operations of a source need. Of a source that the catalogue does not know,
 * the service that goes by the first part of its name.
 */
export function servicesOfSource(providerId: string, source: string): readonly string[] {
  const known = services.get(providerId) ?? readServices(providerId);
  services.set(providerId, known);
  return [...(known.get(source) ?? [source.split('.')[0] ?? source])];
}

function readServices(providerId: string): ReadonlyMap<string, ReadonlySet<string>> {
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
  return bySource;
}
