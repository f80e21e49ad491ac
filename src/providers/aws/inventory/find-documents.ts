import { toEpoch } from '../../shared/text/epoch.ts';
import { isTree, own } from '../policy/decode.ts';
import type { Body, InventoryKind, Origin } from './document.ts';
import { recogniseBody } from './kinds.ts';
import { fieldLabels, isLabel } from './labels.ts';

/** One object found in a file's content. */
export type Found =
  | { readonly kind: InventoryKind; readonly body: Body; readonly origin: Origin }
  | { readonly ignored: string }
  | { readonly unknown: true };

/** Names under which tools keep the answer they recorded. */
const wrapperFields = [
  'data',
  'result',
  'results',
  'response',
  'output',
  'body',
  'payload',
  'items',
  'pages',
];
const depthMax = 6;

/** Gives every inventory document in a parsed value: the value itself, list entries, and what wrappers hold. */
export function* findDocuments(value: unknown, origin: Origin, depth = 0): Generator<Found> {
  if (depth > depthMax) {
    yield { unknown: true };
  } else if (Array.isArray(value)) {
    for (const [index, entry] of value.entries()) {
      yield* findDocuments(entry, { ...origin, place: `${origin.place}[${index}]` }, depth + 1);
    }
  } else if (isTree(value)) {
    yield* findInObject(value, origin, depth);
  } else {
    yield { unknown: true };
  }
}

function* findInObject(body: Body, outer: Origin, depth: number): Generator<Found> {
  const origin = withSurroundings(body, outer);
  const recognised = recogniseBody(body);
  if (recognised !== undefined) {
    yield 'kind' in recognised ? { ...recognised, origin } : recognised;
    return;
  }
  const inner = innerFields(body);
  if (inner.length === 0) yield { unknown: true };
  for (const name of inner) {
    const place = `${origin.place}.${name.slice(0, 80)}`;
    const labels = isLabel(name) ? [name, ...origin.labels] : origin.labels;
    yield* findDocuments(own(body, name), { ...origin, place, labels }, depth + 1);
  }
}

/** A wrapper's fields that hold answers: its known field, or all of them when each is named by an identifier. */
function innerFields(body: Body): readonly string[] {
  const wrappers = wrapperFields.filter((name) => {
    const value = own(body, name);
    return isTree(value) || Array.isArray(value);
  });
  if (wrappers.length > 0) return wrappers;
  const names = Object.keys(body);
  return names.every(isLabel) ? names : [];
}

function withSurroundings(body: Body, outer: Origin): Origin {
  const labels = [...fieldLabels(body), ...outer.labels];
  const takenAt = answeredAt(body) ?? outer.takenAt;
  return { ...outer, labels, takenAt };
}

/** When AWS answered, where the HTTP answer was recorded with its headers. */
function answeredAt(body: Body): number | undefined {
  const wrapped = own(body, 'data');
  const metadata = own(isTree(wrapped) ? wrapped : body, 'ResponseMetadata');
  const headers = isTree(metadata) ? own(metadata, 'HTTPHeaders') : undefined;
  return isTree(headers) ? toEpoch(own(headers, 'date')) : undefined;
}
