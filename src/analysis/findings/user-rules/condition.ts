import { isMap, isScalar, isSeq, type YAMLMap } from 'yaml';
import { capabilities } from '../../../model/capability.ts';
import { PermissionSet } from '../../../model/permission-set.ts';
import { findProvider } from '../../../providers/register.ts';
import { perCatalogue } from '../../per-catalogue.ts';
import { capableOf } from '../../toxic/capability-facts.ts';
import { namePattern } from '../../toxic/name-pattern.ts';
import type { FleetFacts, Rule } from '../rule.ts';
import type { RuleFile } from './rule-problem.ts';
import type { SubjectKind } from './subject-kind.ts';

export type Condition<Subject> = (subject: Subject, facts: FleetFacts) => boolean;

const comparison = /^(>=|<=|>|<|=)?\s*(-?\d+(?:\.\d+)?)$/;

/** Of what is asked, and what `found` may name. */
export interface Known<Subject> {
  readonly kind: SubjectKind<Subject>;
  readonly rules: readonly Rule[];
}

/** Compiles a mapping of which every entry has to hold. */
export function readCondition<Subject>(
  node: unknown,
  file: RuleFile,
  known: Known<Subject>,
): Condition<Subject> {
  if (!isMap(node) || node.items.length === 0)
    throw file.problem(
      node,
      'a condition is a mapping of what has to hold',
      `name one of ${namesOf(known.kind).join(', ')}`,
    );
  const parts = (node as YAMLMap).items.map(({ key, value }) => readEntry(key, value, file, known));
  return (subject, facts) => parts.every((holds) => holds(subject, facts));
}

function namesOf<Subject>({ texts, numbers, permissions }: SubjectKind<Subject>): readonly string[] {
  return [
    ...[texts, numbers, permissions].flatMap((fields) => Object.keys(fields)),
    'found',
    'all',
    'any',
    'not',
  ];
}

function readEntry<Subject>(
  key: unknown,
  value: unknown,
  file: RuleFile,
  known: Known<Subject>,
): Condition<Subject> {
  const { kind } = known;
  const name = isScalar(key) ? String(key.value) : '';
  const text = kind.texts[name];
  if (text) {
    const patterns = wordsOf(value, file, name).map(namePattern);
    return (subject) => patterns.some((pattern) => pattern.test(text.of(subject)));
  }
  const number = kind.numbers[name];
  if (number) {
    const holds = readComparison(value, file, name);
    return (subject) => {
      const found = number.of(subject);
      return found !== undefined && holds(found);
    };
  }
  const permissions = kind.permissions[name];
  if (permissions) {
    const wanted = readPermissions(value, file, name);
    return (subject) => permissions.of(subject).intersects(wanted(kind.providerOf(subject)));
  }
  switch (name) {
    case 'found':
      return readFound(value, file, known);
    case 'not': {
      const holds = readCondition(value, file, known);
      return (subject, facts) => !holds(subject, facts);
    }
    case 'all':
    case 'any': {
      if (!isSeq(value) || value.items.length === 0)
        throw file.problem(value ?? key, `\`${name}\` takes a list of conditions`, 'begin each with `- `');
      const parts = value.items.map((item) => readCondition(item, file, known));
      return (subject, facts) =>
        name === 'all'
          ? parts.every((holds) => holds(subject, facts))
          : parts.some((holds) => holds(subject, facts));
    }
    default:
      throw file.problem(
        key,
        `there is nothing called \`${name}\` to ask of a ${kind.name}`,
        `name one of ${namesOf(kind).join(', ')}`,
      );
  }
}

function wordsOf(value: unknown, file: RuleFile, name: string): readonly string[] {
  const items = isSeq(value) ? value.items : [value];
  return items.map((item) => {
    if (isScalar(item) && ['string', 'number', 'boolean'].includes(typeof item.value)) {
      // An account of digits keeps its leading zeros.
      return item.source ?? String(item.value);
    }
    throw file.problem(
      item ?? value,
      `\`${name}\` takes a word or a list of words`,
      'write them as `[a, b]`',
    );
  });
}

function readComparison(value: unknown, file: RuleFile, name: string): (found: number) => boolean {
  const text = isScalar(value) ? String(value.value).trim() : '';
  const [, sign = '=', digits] = comparison.exec(text) ?? [];
  if (digits === undefined)
    throw file.problem(
      value,
      `\`${name}\` takes a number, not \`${text}\``,
      'write it as `"> 90"`, `"<= 5"` or `0`',
    );
  const bound = Number(digits);
  switch (sign) {
    case '>':
      return (found) => found > bound;
    case '<':
      return (found) => found < bound;
    case '>=':
      return (found) => found >= bound;
    case '<=':
      return (found) => found <= bound;
    default:
      return (found) => found === bound;
  }
}

/** Permissions by name, by pattern or by what they are good for; a name that no provider knows is an error. */
function readPermissions(value: unknown, file: RuleFile, name: string): (provider: string) => PermissionSet {
  const words = wordsOf(value, file, name);
  const known: readonly string[] = capabilities;
  for (const word of words) {
    if (known.includes(word) || word.includes(':') || word.includes('*') || word.includes(' ')) continue;
    throw file.problem(
      value,
      `\`${word}\` is neither a permission nor what permissions are good for`,
      `write a permission such as \`s3:GetObject\` or \`s3:*\`, or one of ${capabilities.join(', ')}`,
    );
  }
  const setOf = perCatalogue((provider) => {
    const named = capabilities.filter((capability) => words.includes(capability));
    const patterns = words.filter((word) => !known.includes(word)).map(namePattern);
    const listed = findProvider(provider)
      .catalogue.permissions()
      .filter((permission) => patterns.some((pattern) => pattern.test(permission.name)));
    return PermissionSet.unionOf([
      PermissionSet.of(listed.map(({ id }) => id)),
      ...named.map((capability) => capableOf(provider, capability)),
    ]);
  });
  return setOf;
}

/** Whether another rule speaks of the subject, or of what belongs to it. */
function readFound<Subject>(
  value: unknown,
  file: RuleFile,
  { rules, kind }: Known<Subject>,
): Condition<Subject> {
  const wanted = wordsOf(value, file, 'found').map((id) => {
    const rule = rules.find((one) => one.id === id);
    if (rule) return rule;
    throw file.problem(
      value,
      `there is no rule \`${id}\``,
      `name one of ${rules.map((one) => one.id).join(', ')}`,
    );
  });
  const said = new WeakMap<FleetFacts, ReadonlySet<string>>();
  const saidIn = (facts: FleetFacts): ReadonlySet<string> => {
    const known = said.get(facts) ?? new Set(wanted.flatMap((rule) => [...rule.find(facts)].map(keyOf)));
    said.set(facts, known);
    return known;
  };
  return (subject, facts) => {
    const spoken = saidIn(facts);
    const provider = kind.providerOf(subject);
    return kind.idsOf(subject).some((id) => spoken.has(`${provider}\n${id}`));
  };
}

function keyOf({ provider, subject }: { readonly provider: string; readonly subject: string }): string {
  return `${provider}\n${subject}`;
}
