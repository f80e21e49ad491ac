import { isMap, isScalar, isSeq, LineCounter, parseDocument, type YAMLMap } from 'yaml';
import { type Severity, severities } from '../../../model/finding.ts';
import type { Fix, Rule } from '../rule.ts';
import { rules as ownRules } from '../rules.ts';
import { type Condition, readCondition } from './condition.ts';
import { principalSubjects } from './principal-fields.ts';
import { roleSubjects } from './role-fields.ts';
import { RuleFile } from './rule-problem.ts';
import type { SubjectKind } from './subject-kind.ts';
import { tokenSubjects } from './token-fields.ts';

const keys = ['id', 'of', 'what', 'why', 'severity', 'title', 'when', 'fix', 'yieldsTo'] as const;
type Key = (typeof keys)[number];
const idForm = /^[a-z][a-z0-9-]{2,63}$/;

/**
 * Reads rules that somebody wrote in YAML, as rules like our own.
 * @throws {ScopelightError} `usage.invalid` that names the line, what is wrong there and what to do
 */
export function readRules(text: string, path: string): readonly Rule[] {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  const file = new RuleFile(path, lines);
  const [error] = document.errors;
  if (error) throw file.problemAt(error.pos[0], 'this is no YAML here', error.message.split('\n')[0] ?? '');
  const list = isMap(document.contents) ? document.contents.get('rules', true) : undefined;
  if (!isSeq(list) || list.items.length === 0)
    throw file.problem(document.contents, 'there are no rules', 'begin with `rules:` and a list below it');
  const read: Rule[] = [];
  for (const item of list.items) read.push(readRule(item, file, [...ownRules, ...read]));
  return read;
}

function readRule(node: unknown, file: RuleFile, known: readonly Rule[]): Rule {
  if (!isMap(node)) throw file.problem(node, 'a rule is a mapping', `give it ${keys.join(', ')}`);
  for (const { key } of node.items) {
    const name = isScalar(key) ? String(key.value) : '';
    if (!keys.some((one) => one === name))
      throw file.problem(key, `a rule has no \`${name}\``, `it has ${keys.join(', ')}`);
  }
  const id = textAt(node, 'id', file);
  if (!idForm.test(id))
    throw file.problem(at(node, 'id'), `\`${id}\` is no id`, 'use small letters, digits and `-`');
  if (known.some((rule) => rule.id === id))
    throw file.problem(at(node, 'id'), `there is a rule \`${id}\` already`, 'give it another id');
  switch (subjectAt(node, file)) {
    case 'token':
      return ruleOf(tokenSubjects, id, node, file, known);
    case 'principal':
      return ruleOf(principalSubjects, id, node, file, known);
    case 'role':
      return ruleOf(roleSubjects, id, node, file, known);
  }
}

const subjects = ['token', 'principal', 'role'] as const;

function subjectAt(node: YAMLMap, file: RuleFile): (typeof subjects)[number] {
  const value = at(node, 'of');
  if (value === undefined) return 'token';
  const found = subjects.find((one) => isScalar(value) && value.value === one);
  if (found) return found;
  throw file.problem(value, 'a rule is not about that', `it is about one of ${subjects.join(', ')}`);
}

function ruleOf<Subject>(
  kind: SubjectKind<Subject>,
  id: string,
  node: YAMLMap,
  file: RuleFile,
  known: readonly Rule[],
): Rule {
  const holds = readCondition(at(node, 'when') ?? node, file, { kind, rules: known });
  const levels = readSeverities(kind, node, file, known);
  const title = readTitle(kind, node, file);
  const fix = readFix(kind, node, file);
  return {
    id,
    what: textAt(node, 'what', file),
    why: textAt(node, 'why', file),
    severities: levels.map(({ severity, when }) => ({ severity, when })),
    yieldsTo: readYields(node, file, known),
    needsRoles: kind.name === roleSubjects.name,
    find: (facts) =>
      kind.subjects(facts).flatMap((subject) => {
        const level = holds(subject, facts) ? levels.find((one) => one.holds(subject, facts)) : undefined;
        if (!level) return [];
        return {
          severity: level.severity,
          reasons: [level.when],
          title: title(subject),
          fix: fix(subject),
          ...kind.tell(subject),
        };
      }),
  };
}

/** What to do, or the native commands that take it out of use. */
function readFix<Subject>(
  { retire, name }: SubjectKind<Subject>,
  node: YAMLMap,
  file: RuleFile,
): (subject: Subject) => Fix {
  const text = at(node, 'fix') === undefined ? 'look at it' : textAt(node, 'fix', file);
  if (text !== 'retire') return () => ({ summary: text });
  if (retire) return retire;
  throw file.problem(at(node, 'fix'), `a ${name} cannot be retired`, 'say in words what to do');
}

interface Level<Subject> {
  readonly severity: Severity;
  readonly when: string;
  readonly holds: Condition<Subject>;
}

/** One word, or a list of `{is, when, because}`, the worst first. */
function readSeverities<Subject>(
  kind: SubjectKind<Subject>,
  node: YAMLMap,
  file: RuleFile,
  known: readonly Rule[],
): readonly Level<Subject>[] {
  const value = at(node, 'severity');
  if (!isSeq(value)) return [{ severity: severityOf(value, file, node), when: 'always', holds: () => true }];
  return value.items.map((item) => {
    if (!isMap(item))
      throw file.problem(
        item,
        'a severity of a list is a mapping',
        'write `- is: high` and `when:` below it',
      );
    const when = at(item, 'when');
    const because = at(item, 'because');
    return {
      severity: severityOf(at(item, 'is'), file, item),
      when: isScalar(because)
        ? String(because.value)
        : when === undefined
          ? 'otherwise'
          : 'its conditions hold',
      holds: when === undefined ? () => true : readCondition(when, file, { kind, rules: known }),
    };
  });
}

function severityOf(value: unknown, file: RuleFile, node: unknown): Severity {
  const found = severities.find((one) => isScalar(value) && value.value === one);
  if (found) return found;
  throw file.problem(value ?? node, 'there is no such severity', `it is one of ${severities.join(', ')}`);
}

/** Text in which `{calls}` and the like stand for what is known of the subject. */
function readTitle<Subject>(
  { texts, numbers }: SubjectKind<Subject>,
  node: YAMLMap,
  file: RuleFile,
): (subject: Subject) => string {
  const text = at(node, 'title') === undefined ? textAt(node, 'what', file) : textAt(node, 'title', file);
  for (const [, name = ''] of text.matchAll(/\{(\w*)\}/g)) {
    if (!texts[name] && !numbers[name])
      throw file.problem(
        at(node, 'title'),
        `\`{${name}}\` stands for nothing`,
        `name one of ${[...Object.keys(texts), ...Object.keys(numbers)].join(', ')}`,
      );
  }
  return (subject) =>
    text.replace(/\{(\w+)\}/g, (_, name: string) =>
      String((texts[name] ?? numbers[name])?.of(subject) ?? 'unknown'),
    );
}

function readYields(node: YAMLMap, file: RuleFile, known: readonly Rule[]): readonly string[] {
  const value = at(node, 'yieldsTo');
  if (value === undefined) return [];
  const items = isSeq(value) ? value.items : [value];
  return items.map((item) => {
    const id = isScalar(item) ? String(item.value) : '';
    if (known.some((rule) => rule.id === id)) return id;
    throw file.problem(
      item,
      `there is no rule \`${id}\` before this one`,
      `name one of ${known.map((rule) => rule.id).join(', ')}`,
    );
  });
}

function at(node: YAMLMap, key: Key | 'is' | 'because'): unknown {
  return node.get(key, true);
}

function textAt(node: YAMLMap, key: Key, file: RuleFile): string {
  const value = at(node, key);
  if (isScalar(value) && typeof value.value === 'string' && value.value.trim() !== '')
    return value.value.trim();
  throw file.problem(value ?? node, `a rule needs its \`${key}\``, `write \`${key}:\` and a text`);
}
