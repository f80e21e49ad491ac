import { quoted } from './problem.ts';

/** The element tree of a policy document, or why there is none. */
export type Decoded =
  | { readonly kind: 'tree'; readonly tree: Readonly<Record<string, unknown>> }
  | { readonly kind: 'unreadable'; readonly reason: string };

/**
 * Finds the policy in what inventories and command-line tools hand out: an object, JSON text,
 * URL-encoded JSON text, or one of these inside the answer of a `get-…-policy` call. Never throws.
 */
export function decodeDocument(document: unknown): Decoded {
  let value = document;
  for (let layer = 0; layer < layersMax; layer++) {
    if (typeof value === 'string') {
      const parsed = parseText(value);
      if ('reason' in parsed) return { kind: 'unreadable', reason: parsed.reason };
      value = parsed.value;
      continue;
    }
    if (!isTree(value)) return { kind: 'unreadable', reason: 'the document is not a JSON object' };
    const inner = Object.hasOwn(value, 'Statement') ? undefined : wrapped(value);
    if (inner === undefined) return { kind: 'tree', tree: value };
    value = inner;
  }
  return { kind: 'unreadable', reason: 'the document is wrapped too many times' };
}

/** Whether a value is a JSON object, as opposed to an array, a scalar or null. */
export function isTree(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Reads an element that the document itself has; inherited names such as `constructor` are absent. */
export function own(tree: Readonly<Record<string, unknown>>, name: string): unknown {
  return Object.hasOwn(tree, name) ? tree[name] : undefined;
}

const layersMax = 6;
const textLengthMax = 1_000_000;
/** Where the AWS CLI and SDKs put a policy: IAM, S3, KMS, SQS, Organizations and others. */
const wrappers = [
  'PolicyDocument',
  'Document',
  'PolicyVersion',
  'Policy',
  'Content',
  'AssumeRolePolicyDocument',
];

function wrapped(tree: Readonly<Record<string, unknown>>): unknown {
  const name = wrappers.find((wrapper) => Object.hasOwn(tree, wrapper));
  return name === undefined ? undefined : tree[name];
}

function parseText(source: string): { readonly value: unknown } | { readonly reason: string } {
  if (source.length > textLengthMax)
    return { reason: `the document is longer than ${textLengthMax} characters` };
  const text = source.replace(/^\uFEFF/, '').trim();
  if (text === '') return { reason: 'the document is empty' };
  try {
    return { value: JSON.parse(isUrlEncoded(text) ? urlDecode(text) : text) };
  } catch {
    return { reason: `the document is not JSON: ${quoted(text)}` };
  }
}

function isUrlEncoded(text: string): boolean {
  return /^%(7b|5b|22)/i.test(text);
}

function urlDecode(text: string): string {
  // An encoder that writes blanks as `+` writes a true plus as `%2B`.
  return decodeURIComponent(text.replaceAll('+', ' '));
}
