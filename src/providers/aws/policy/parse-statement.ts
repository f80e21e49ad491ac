import { isTree, own } from './decode.ts';
import { type Condition, parseConditions } from './parse-condition.ts';
import { type PrincipalSelection, parsePrincipals } from './parse-principal.ts';
import { type Loss, type ProblemList, quoted } from './problem.ts';

export type Effect = 'allow' | 'deny';

/** `only`: what matches one of the patterns. `except`: what matches none of them (`NotAction`, `NotResource`). */
export interface Selection {
  readonly kind: 'only' | 'except';
  readonly patterns: readonly string[];
}

/** One statement of a policy, with the shorthands of the JSON form spelled out. */
export interface Statement {
  /** Position in the document as written, from 0, so that it stays true when a neighbour is broken. */
  readonly index: number;
  readonly sid?: string;
  readonly effect: Effect;
  readonly actions: Selection;
  /** Absent in role trust policies, where the resource is the role itself. */
  readonly resources?: Selection;
  /** Absent in policies that are attached to a principal. */
  readonly principals?: PrincipalSelection;
  /** All of them must hold. */
  readonly conditions: readonly Condition[];
}

/** Reads one statement; reports and returns undefined when any part that decides its meaning is broken. */
export function parseStatement(value: unknown, index: number, problems: ProblemList): Statement | undefined {
  const path = `$.Statement[${index}]`;
  if (!isTree(value)) {
    problems.add(path, 'the statement is not an object', 'any');
    return undefined;
  }
  const effect = effectOf(own(value, 'Effect'));
  const reader = new StatementReader(value, path, effect ?? 'any', problems);
  if (effect === undefined) {
    reader.fail('Effect', `the effect is neither \`Allow\` nor \`Deny\`: ${quoted(own(value, 'Effect'))}`);
  }
  const actions = reader.selection('Action');
  if (actions === undefined) reader.fail('Action', 'the statement has neither `Action` nor `NotAction`');
  const resources = reader.selection('Resource');
  const principals = reader.principals();
  const conditions = reader.conditions();
  reader.checkElements();
  if (reader.isBroken || effect === undefined || actions === undefined) return undefined;
  for (const action of actions.patterns) {
    if (!/^\*+$|:/.test(action)) problems.add(path, `action ${quoted(action)} names no service`, 'nothing');
  }
  const sid = own(value, 'Sid');
  return {
    index,
    ...(typeof sid === 'string' && sid !== '' ? { sid } : {}),
    effect,
    actions,
    ...(resources === undefined ? {} : { resources }),
    ...(principals === undefined ? {} : { principals }),
    conditions,
  };
}

/** How a statement is called in explanations: its position and, where given, its name. */
export function statementLabel(statement: Statement): string {
  const position = `Statement[${statement.index}]`;
  return statement.sid === undefined ? position : `${position} ${statement.sid}`;
}

const statementElements = new Set(['Sid', 'Effect', 'Condition']);
for (const name of ['Action', 'Resource', 'Principal']) statementElements.add(name).add(`Not${name}`);
const elementsMax = 100;
const patternsMax = 50_000;

class StatementReader {
  readonly #tree: Readonly<Record<string, unknown>>;
  readonly #path: string;
  readonly #loss: Loss;
  readonly #problems: ProblemList;
  isBroken = false;

  constructor(tree: Readonly<Record<string, unknown>>, path: string, loss: Loss, problems: ProblemList) {
    this.#tree = tree;
    this.#path = path;
    this.#loss = loss;
    this.#problems = problems;
  }

  /** Reports the first problem that costs the statement; later ones would repeat the loss. */
  fail(element: string, reason: string): void {
    this.#problems.add(`${this.#path}.${element}`, reason, this.isBroken ? 'nothing' : this.#loss);
    this.isBroken = true;
  }

  selection(element: 'Action' | 'Resource'): Selection | undefined {
    const chosen = this.#oneOf(element);
    if (chosen === undefined) return undefined;
    const patterns = this.#strings(chosen.name, chosen.value);
    return patterns === undefined ? undefined : { kind: chosen.kind, patterns };
  }

  principals(): PrincipalSelection | undefined {
    const chosen = this.#oneOf('Principal');
    if (chosen === undefined) return undefined;
    const parsed = parsePrincipals(chosen.value);
    if ('reason' in parsed) {
      this.fail(chosen.name, parsed.reason);
      return undefined;
    }
    return { kind: chosen.kind, patterns: parsed.patterns };
  }

  conditions(): readonly Condition[] {
    const value = own(this.#tree, 'Condition');
    if (value === undefined) return [];
    return parseConditions(value, {
      fail: (path, reason) => this.fail(`Condition${path}`, reason),
      note: (path, reason) => this.#problems.add(`${this.#path}.Condition${path}`, reason, 'nothing'),
    });
  }

  checkElements(): void {
    for (const name of Object.keys(this.#tree).slice(0, elementsMax)) {
      if (statementElements.has(name)) continue;
      this.#problems.add(this.#path, `unknown element ${quoted(name)}`, 'nothing');
    }
  }

  #oneOf(
    element: string,
  ): { readonly name: string; readonly kind: Selection['kind']; readonly value: unknown } | undefined {
    const only = own(this.#tree, element);
    const except = own(this.#tree, `Not${element}`);
    if (only !== undefined && except !== undefined) {
      this.fail(element, `the statement has both \`${element}\` and \`Not${element}\``);
      return undefined;
    }
    if (only !== undefined) return { name: element, kind: 'only', value: only };
    return except === undefined ? undefined : { name: `Not${element}`, kind: 'except', value: except };
  }

  #strings(name: string, value: unknown): readonly string[] | undefined {
    const list: readonly unknown[] = Array.isArray(value) ? value : [value];
    if (list.length === 0) this.fail(name, 'the list is empty');
    else if (list.length > patternsMax) this.fail(name, `the list has more than ${patternsMax} elements`);
    else if (list.every((item) => typeof item === 'string')) return list;
    else
      this.fail(name, `an element is not a string: ${quoted(list.find((item) => typeof item !== 'string'))}`);
    return undefined;
  }
}

function effectOf(value: unknown): Effect | undefined {
  if (value === 'Allow') return 'allow';
  return value === 'Deny' ? 'deny' : undefined;
}
