import type { Lookup, Operation } from '../../../model/permission.ts';
import { lazy, readRows, wordsOf } from '../../shared/catalogue/catalogue-file.ts';
import { readNeeds } from '../../shared/catalogue/needs.ts';
import { eventPrefixes, knownEvents } from './operations.ts';
import { find } from './permissions.ts';

const unknown: Lookup = { permissions: [], basis: 'unknown' };

const events = lazy(() => new Map(knownEvents().map(({ name, answer }) => [name, answer])));

/**
 * Which permissions an operation needs: an event type of the System Log (`user.lifecycle.suspend`), or a request to the
 * API (`POST /api/v1/users/{userId}/lifecycle/suspend`, with any ids in place of names). The name alone decides. Answers
 * `unknown` rather than guess.
 */
export function lookup({ name }: Operation): Lookup {
  const request = /^([A-Za-z]+)\s+(?:https?:\/\/[^/\s]+)?(\/\S*)$/.exec(name.trim());
  if (request !== null) {
    const [, method = '', path = ''] = request;
    return lookupRequest(method.toUpperCase(), path);
  }
  const event = name.trim();
  const prefix = eventPrefixes().find((each) => event.startsWith(each));
  return events().get(event) ?? events().get(`${prefix}*`) ?? unknown;
}

interface Endpoint {
  /** `*` stands for every method, and for whatever lies below the path. */
  readonly method: string;
  readonly segments: readonly string[];
  readonly needs: string;
}

/** Exact requests before areas, and the deepest first. */
const endpoints: () => readonly Endpoint[] = lazy(() =>
  readRows('okta', 'endpoints.tsv')
    .map(([method = '', path = '', needs = '-']) => ({ method, segments: segmentsOf(path), needs }))
    .sort(
      (a, b) =>
        Number(a.method === '*') - Number(b.method === '*') ||
        b.segments.length - a.segments.length ||
        literals(b) - literals(a),
    ),
);

function lookupRequest(method: string, path: string): Lookup {
  const segments = segmentsOf(path.replace(/[?#].*$/, ''));
  const endpoint = endpoints().find((each) => isAt(each, method, segments));
  if (endpoint === undefined) return unknown;
  if (endpoint.method !== '*' || endpoint.needs === '-') return readNeeds(endpoint.needs);
  const verb = readMethods.has(method) ? 'read' : 'manage';
  const names = wordsOf(endpoint.needs).map(
    (area) => find(`okta.${area}.${verb}`) ?? find(`${area}.${verb}`),
  );
  const known = names.flatMap((permission) => permission?.name ?? []);
  return known.length === names.length ? { permissions: known, basis: 'mapped' } : unknown;
}

const readMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

function isAt({ method, segments }: Endpoint, asked: string, path: readonly string[]): boolean {
  if (method !== '*' && (method !== asked || segments.length !== path.length)) return false;
  return segments.every((segment, index) => {
    const given = path[index];
    return segment === '{}' ? given !== undefined && given !== '' : segment === given;
  });
}

function segmentsOf(path: string): readonly string[] {
  return path.replace(/\/$/, '').split('/').slice(1);
}

function literals({ segments }: Endpoint): number {
  return segments.filter((segment) => segment !== '{}').length;
}
