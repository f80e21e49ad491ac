import { isMap, isScalar, isSeq, LineCounter, parseDocument, type YAMLMap } from 'yaml';
import { type Severity, severities } from '../../../model/finding.ts';
import { retirementOf } from '../retirement.ts';
import { ofTokens, type Rule } from '../rule.ts';
import { rules as ownRules } from '../rules.ts';
import { isoTime, windowOf } from '../wording.ts';
import { type Condition, readCondition } from './condition.ts';
import { numberFields, type Subject, textFields } from './fields.ts';
import { RuleFile } from './rule-problem.ts';

const keys = ['id', 'what', 'why', 'severity', 'title', 'when', 'fix', 'yieldsTo'] as const;
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
  const holds = readCondition(at(node, 'when') ?? node, file, { rules: known });
  const levels = readSeverities(node, file, known);
  const title = readTitle(node, file);
  const fix = at(node, 'fix') === undefined ? 'look at it' : textAt(node, 'fix', file);
  return {
    id,
    what: textAt(node, 'what', file),
    why: textAt(node, 'why', file),
    severities: levels.map(({ severity, when }) => ({ severity, when })),
    yieldsTo: readYields(node, file, known),
    find: ofTokens((gap, facts) => {
      const subject: Subject = { gap, facts };
      if (!holds(subject)) return undefined;
      const level = levels.find((one) => one.holds(subject));
      if (!level) return undefined;
      return {
        severity: level.severity,
        reasons: [level.when],
        title: title(subject),
        evidence: {
          window: windowOf(facts.span),
          calls: gap.calls,
          lastUsed: isoTime(gap.lastSeen ?? gap.token.lastUsedAt),
          granted: gap.granted.size,
          used: gap.used.size,
          score: gap.score ?? null,
          principal: gap.token.principalId,
        },
        fix:
          fix === 'retire'
            ? retirementOf(gap, 'switch it off, wait a month, then delete it')
            : { summary: fix },
        breaks: gap.calls > gap.turnedAway ? ['everything that still calls with it'] : [],
      };
    }),
  };
}

interface Level {
  readonly severity: Severity;
  readonly when: string;
  readonly holds: Condition;
}

/** One word, or a list of `{is, when, because}`, the worst first. */
function readSeverities(node: YAMLMap, file: RuleFile, known: readonly Rule[]): readonly Level[] {
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
      holds: when === undefined ? () => true : readCondition(when, file, { rules: known }),
    };
  });
}

function severityOf(value: unknown, file: RuleFile, node: unknown): Severity {
  const found = severities.find((one) => isScalar(value) && value.value === one);
  if (found) return found;
  throw file.problem(value ?? node, 'there is no such severity', `it is one of ${severities.join(', ')}`);
}

/** Text in which `{calls}` and the like stand for what is known of the token. */
function readTitle(node: YAMLMap, file: RuleFile): (subject: Subject) => string {
  const text = at(node, 'title') === undefined ? textAt(node, 'what', file) : textAt(node, 'title', file);
  for (const [, name = ''] of text.matchAll(/\{(\w*)\}/g)) {
    if (!textFields[name] && !numberFields[name])
      throw file.problem(
        at(node, 'title'),
        `\`{${name}}\` stands for nothing`,
        `name one of ${[...Object.keys(textFields), ...Object.keys(numberFields)].join(', ')}`,
      );
  }
  return (subject) =>
    text.replace(/\{(\w+)\}/g, (_, name: string) =>
      String((textFields[name] ?? numberFields[name])?.of(subject) ?? 'unknown'),
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
