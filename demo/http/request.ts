import type { Random } from '../random.ts';
import { routes } from './api.ts';

/** One request to the API. */
export interface HttpRequest {
  readonly method: string;
  readonly path: string;
  /** What it takes, as the document says; nothing is known of what no document tells. */
  readonly scopes: readonly string[];
  readonly isUndocumented: boolean;
}

/** A request along a route, with made-up parameters. */
export function to(name: keyof typeof routes, random: Random): HttpRequest {
  const { method, path, scopes } = routes[name];
  const filled = path.replace(/\{(\w+)\}/g, (_, parameter: string) =>
    parameter === 'lane'
      ? random.pick(['HAM-RTM', 'HAM-DUB', 'EWR-HAM'])
      : `${parameter.slice(0, 1).toUpperCase()}${random.between(100_000, 999_999)}`,
  );
  return { method, path: filled, scopes, isUndocumented: false };
}

/** A request along a way that is open still, and that no document tells. */
export const oldTracking: HttpRequest = {
  method: 'GET',
  path: '/track/status',
  scopes: [],
  isUndocumented: true,
};
