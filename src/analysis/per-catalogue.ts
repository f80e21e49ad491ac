import { findProvider } from '../providers/register.ts';

/** Works something out once of each provider’s catalogue, and anew when that has changed. */
export function perCatalogue<Made>(make: (providerId: string) => Made): (providerId: string) => Made {
  const made = new Map<string, { readonly of: object; readonly value: Made }>();
  return (providerId) => {
    const of = findProvider(providerId).catalogue.permissions();
    const known = made.get(providerId);
    if (known?.of === of) return known.value;
    const value = make(providerId);
    made.set(providerId, { of, value });
    return value;
  };
}
