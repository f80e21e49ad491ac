import { own } from '../policy/decode.ts';
import type { Body } from './document.ts';

/** What an answer of AWS is about is often not in the answer, only in a field or file name around it. */
export type LabelKind =
  | 'account'
  | 'access-key'
  | 'arn'
  | 'organisation-unit'
  | 'organisation-root'
  | 'organisation-policy';

const patterns: Readonly<Record<LabelKind, string>> = {
  account: '\\d{12}',
  'access-key': 'A[KS]IA[0-9A-Z]{12,124}',
  arn: 'arn:aws[a-z-]{0,20}:[a-z0-9-]{1,40}:[a-z0-9-]{0,40}:(?:\\d{12}|aws)?:[^\\s"<>|]{1,1900}',
  'organisation-unit': 'ou-[0-9a-z]{4,32}-[0-9a-z]{8,32}',
  'organisation-root': 'r-[0-9a-z]{4,32}',
  'organisation-policy': 'p-(?:FullAWSAccess|[0-9a-zA-Z_]{8,128})',
};

const whole = new Map(Object.entries(patterns).map(([kind, pattern]) => [kind, new RegExp(`^${pattern}$`)]));
const inside = new Map(
  Object.entries(patterns).map(([kind, pattern]) => [
    kind,
    new RegExp(`(?<![0-9A-Za-z])${pattern}(?![0-9A-Za-z])`),
  ]),
);

/** Fields that exporting scripts put beside an answer to say what it is about. */
const labelFields = new Set(
  [
    'Arn PrincipalArn PolicyArn RoleArn UserArn EntityArn TrailARN ResourceArn AccessKeyId',
    'TargetId PolicyId ParentId ChildId Account AccountId',
  ].flatMap((names) => names.split(' ').map((name) => name.toLowerCase())),
);

/** The identifiers in the label fields of an object. */
export function fieldLabels(body: Body): readonly string[] {
  return Object.keys(body).flatMap((name) => {
    if (!labelFields.has(name.toLowerCase())) return [];
    const value = own(body, name);
    return typeof value === 'string' && isLabel(value) ? [value] : [];
  });
}

/** Whether a text is one of the identifiers that may label an answer. */
export function isLabel(text: string): boolean {
  return text.length <= 2048 && [...whole.values()].some((pattern) => pattern.test(text));
}

/** The nearest label of a kind; a file name counts when the identifier stands in it. */
export function labelOf(labels: readonly string[], kind: LabelKind): string | undefined {
  for (const label of labels) {
    if (whole.get(kind)?.test(label)) return label;
    const found = isLabel(label) ? null : inside.get(kind)?.exec(label);
    if (found) return found[0];
  }
  return undefined;
}

/** The name of a file without folders and extensions, with URL escapes undone: a label of everything in it. */
export function fileLabel(path: string): string {
  const name = path.split(/[\\/]/).at(-1) ?? '';
  const stem = decoded(name).replace(/(?:\.(?:json|ndjson|jsonl|csv|txt|gz|tsv|b64))+$/i, '');
  return stem.slice(0, 2048);
}

/**
 * Finds which of the known identifiers a file name spells, where the characters a file name cannot hold were
 * replaced: `arn_aws_iam__123456789012_role_ci` names `arn:aws:iam::123456789012:role/ci`.
 * Gives nothing when none or several fit.
 */
export class SpelledIds {
  readonly #bySpelling = new Map<string, string | undefined>();

  constructor(ids: Iterable<string>) {
    for (const id of ids) {
      const spelling = spell(id);
      this.#bySpelling.set(spelling, this.#bySpelling.has(spelling) ? undefined : id);
    }
  }

  find(label: string): string | undefined {
    const spelling = spell(label);
    const start = spelling.indexOf('arn-aws');
    return start < 0 ? undefined : this.#bySpelling.get(spelling.slice(start));
  }
}

function spell(text: string): string {
  return text.replace(/[^0-9A-Za-z]+/g, '-').replace(/^-|-$/g, '');
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
