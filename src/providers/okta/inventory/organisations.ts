import type { PlacedItem } from './item.ts';

const depthMax = 4;

/** The organisations that answers are of, as their links name them, each with the first file of it by path. */
export function organisationsOf(items: readonly PlacedItem[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { body, path } of items) {
    for (const host of hostsIn(body)) {
      const known = found.get(host);
      if (known === undefined || path < known) found.set(host, path);
    }
  }
  return found;
}

/** Administrators reach an organisation under a second name. */
function* hostsIn(value: unknown, depth = 0): Generator<string> {
  if (depth > depthMax || typeof value !== 'object' || value === null) return;
  for (const [name, inner] of Object.entries(value)) {
    const host = name === 'href' ? /^https?:\/\/([^/?#]+)\/api\/v1\//.exec(String(inner))?.[1] : undefined;
    if (host !== undefined) yield host.toLowerCase().replace(/-admin\./, '.');
    else yield* hostsIn(inner, depth + 1);
  }
}
