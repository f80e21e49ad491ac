import type { Lookup, Operation } from '../../../model/permission.ts';
import { sinceLearned } from './learned-objects.ts';
import { knownOperations } from './operations.ts';
import { apiAccess, placeOf } from './permissions.ts';
import { readRequest, soapVerbs, type Verb } from './requests.ts';

const unknown: Lookup = { permissions: [], basis: 'unknown' };
const none: Lookup = { permissions: [apiAccess], basis: 'mapped' };

const byKey = sinceLearned(
  () =>
    new Map(knownOperations().map(({ source, name, answer }) => [`${source} ${name}`.toLowerCase(), answer])),
);
const sources = sinceLearned(() => new Set(knownOperations().map(({ source }) => source.toLowerCase())));

/**
 * Which permissions an operation needs: of an object by source and name (`Account`, `upsert`), or as a request
 * (`PATCH /services/data/v61.0/sobjects/Account/001…`) or a method of the SOAP API (`describeSObjects`). A query does not
 * tell its object; the source then does (`Account`, `GET /services/data/v61.0/query`). Answers `unknown` rather than guess.
 */
export function lookup({ source, name }: Operation): Lookup {
  const [, method = '', path = ''] = /^([A-Za-z]+)\s+(\S+)$/.exec(name.trim()) ?? [];
  const request = path === '' ? undefined : readRequest(method, path);
  const verb = request?.verb ?? verbOf(name.trim());
  if (verb === 'none') return none;
  return answerOf(request?.object || objectOf(source), verb);
}

function answerOf(object: string, verb: Verb): Lookup {
  if (object === '' || verb === 'unknown') return unknown;
  const place = sources().has(object.toLowerCase()) ? object : placeOf(object);
  const answer = byKey().get(`${place} ${verb}`.toLowerCase()) ?? unknown;
  return { ...answer, permissions: [...answer.permissions] };
}

function verbOf(name: string): Verb {
  const key = name.toLowerCase();
  const known = verbs.find((verb) => verb.toLowerCase() === key);
  return known ?? soapVerbs[key] ?? 'unknown';
}

const verbs: readonly Verb[] = ['read', 'create', 'edit', 'delete', 'upsert', 'hardDelete', 'none'];

/** The APIs are sources too, of requests that name no object. */
function objectOf(source: string): string {
  return /^(api|rest|soap|bulk|apex|metadata|ui|login)?$/i.test(source.trim()) ? '' : source.trim();
}
