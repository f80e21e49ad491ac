/** A stretch of a policy value. In a plain piece every character stands for itself, `*` and `?` too. */
export interface Piece {
  readonly text: string;
  readonly isPlain: boolean;
}

interface Variable {
  /** The context key, in lower case. */
  readonly key: string;
  readonly fallback?: string;
}

/** A policy value with its variables found but not yet filled in. */
export interface Template {
  readonly parts: readonly (Piece | Variable)[];
  readonly hasVariables: boolean;
}

/**
 * Splits a policy value into text and policy variables: `${key}`, `${key, 'default'}` and the
 * escapes `${*}`, `${?}`, `${$}`. What is not of these forms is text.
 * See https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function parseTemplate(value: string): Template {
  const parts: (Piece | Variable)[] = [];
  let end = 0;
  for (const match of value.matchAll(variablePattern)) {
    if (match.index > end) parts.push({ text: value.slice(end, match.index), isPlain: false });
    end = match.index + match[0].length;
    parts.push(escapeOrVariable(match[1] ?? '', match[2]));
  }
  if (end < value.length) parts.push({ text: value.slice(end), isPlain: false });
  return { parts, hasVariables: parts.some((part) => 'key' in part) };
}

/** A value of the language version without variables. */
export function plainTemplate(value: string): Template {
  return { parts: [{ text: value, isPlain: false }], hasVariables: false };
}

/**
 * Fills in the variables from `lookup`, which gives a key's only value or undefined. A filled-in value is
 * plain: its `*` is not a wildcard. Returns the first key that has neither a value nor a default.
 */
export function fillTemplate(
  template: Template,
  lookup: (key: string) => string | undefined,
): readonly Piece[] | { readonly missingKey: string } {
  const pieces: Piece[] = [];
  for (const part of template.parts) {
    if (!('key' in part)) {
      pieces.push(part);
      continue;
    }
    const text = lookup(part.key) ?? part.fallback;
    if (text === undefined) return { missingKey: part.key };
    pieces.push({ text, isPlain: true });
  }
  return pieces;
}

const variablePattern = /\$\{([*?$]|[^${}*?,']+)(?:,\s*'([^']*)')?\s*\}/g;

function escapeOrVariable(name: string, fallback: string | undefined): Piece | Variable {
  if (name === '*' || name === '?' || name === '$') return { text: name, isPlain: true };
  const key = name.trim().toLowerCase();
  return fallback === undefined ? { key } : { key, fallback };
}
