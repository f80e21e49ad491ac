import { accountOf, arnName } from './arn.ts';
import { bundledPolicy } from './bundled-policies.ts';
import type { ReadContext } from './document.ts';
import type { Facts, PolicyFact } from './facts.ts';
import { SpelledIds } from './labels.ts';
import type { PolicyText, PolicyTexts } from './policy-text.ts';

/** A managed policy as the inventory, or else the shipped table, has it. */
export interface ManagedPolicy {
  readonly arn: string;
  readonly name: string;
  /** Absent when neither has the document. */
  readonly text: PolicyText | undefined;
  readonly createdAt: number | undefined;
  readonly changedAt: number | undefined;
}

/** Finds managed policies by ARN. */
export class ManagedPolicies {
  readonly #byArn = new Map<string, ManagedPolicy>();
  readonly #texts: PolicyTexts;
  /** The policies that were exported, whether anything holds them or not. */
  readonly exported: readonly ManagedPolicy[];

  constructor(facts: Facts, texts: PolicyTexts, context: ReadContext) {
    this.#texts = texts;
    const byArn = new Map<string, PolicyFact[]>();
    for (const fact of [...facts.policies, ...labelled(facts, context)]) {
      const group = byArn.get(fact.arn);
      if (group === undefined) byArn.set(fact.arn, [fact]);
      else group.push(fact);
    }
    for (const [arn, group] of [...byArn].sort(([a], [b]) => (a < b ? -1 : 1))) {
      this.#byArn.set(arn, this.#join(arn, group, context));
    }
    this.exported = [...this.#byArn.values()];
  }

  get(arn: string): ManagedPolicy {
    const known = this.#byArn.get(arn);
    if (known !== undefined) return known;
    const policy = { ...nameOnly(arn), ...this.#bundled(arn) };
    this.#byArn.set(arn, policy);
    return policy;
  }

  #join(arn: string, facts: readonly PolicyFact[], context: ReadContext): ManagedPolicy {
    const order = [...facts].sort(
      (a, b) => b.origin.takenAt - a.origin.takenAt || (a.origin.path < b.origin.path ? -1 : 1),
    );
    const withDocument = order.find((fact) => fact.document !== undefined);
    const name = order[0]?.name ?? arnName(arn);
    const dates = {
      createdAt: pick(order, 'createdAt', Math.min),
      changedAt: pick(order, 'changedAt', Math.max),
    };
    if (withDocument === undefined) return { ...nameOnly(arn), ...dates, ...this.#bundled(arn) };
    const text = this.#texts.of(withDocument.document);
    reportProblems(text, `policy ${name}`, withDocument.origin.path, context);
    return { arn, name, text, ...dates };
  }

  #bundled(arn: string): Pick<ManagedPolicy, 'text' | 'createdAt' | 'changedAt'> | undefined {
    const bundled = bundledPolicy(arn);
    if (bundled === undefined) return undefined;
    const { createdAt, changedAt, document } = bundled;
    return { text: this.#texts.of(document), createdAt, changedAt };
  }
}

/** Says which parts of a document could not be read, and which look wrong though they cost nothing. */
export function reportProblems(text: PolicyText, subject: string, path: string, context: ReadContext): void {
  for (const problem of text.policy.problems) {
    const list = problem.lost === 'nothing' ? context.remarks.notes : context.remarks.problems;
    list.add(path, `${subject}: ${problem.path}: ${problem.reason}`);
  }
}

function nameOnly(arn: string): ManagedPolicy {
  return { arn, name: arnName(arn), text: undefined, createdAt: undefined, changedAt: undefined };
}

function pick(
  facts: readonly PolicyFact[],
  field: 'createdAt' | 'changedAt',
  choose: (...times: number[]) => number,
): number | undefined {
  const times = facts.map((fact) => fact[field]).filter((time) => time !== undefined);
  return times.length === 0 ? undefined : choose(...times);
}

/** Documents that stand alone, given to the policy that a field or file name around them names. */
function labelled(facts: Facts, context: ReadContext): readonly PolicyFact[] {
  if (facts.documents.length === 0) return [];
  const held = facts.identities.flatMap((identity) =>
    [...identity.managedArns, identity.boundaryArn ?? []].flat(),
  );
  const arns = new Set([...facts.policies.map((policy) => policy.arn), ...held]);
  const spelled = new SpelledIds(arns);
  const names = byName(arns);
  return facts.documents.flatMap((fact) => {
    const { labels, path } = fact.origin;
    const exact = labels.find((label) => isPolicyArn(label));
    const found = exact ?? first(labels, (label) => spelled.find(label) ?? names.get(plainName(label)));
    if (found === undefined) {
      context.remarks.ignored.add(path, 'a policy document that belongs to no policy named here');
      return [];
    }
    const { createdAt } = fact;
    return [{ ...fact, arn: found, name: arnName(found), createdAt: undefined, changedAt: createdAt }];
  });
}

function first<T>(labels: readonly string[], find: (label: string) => T | undefined): T | undefined {
  for (const label of labels) {
    const found = find(label);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Policies by name, without those that share one. */
function byName(arns: ReadonlySet<string>): ReadonlyMap<string, string | undefined> {
  const names = new Map<string, string | undefined>();
  for (const arn of arns) names.set(arnName(arn), names.has(arnName(arn)) ? undefined : arn);
  return names;
}

/** A file name without the version that exports like to add: `ci-deploy.v3` is of `ci-deploy`. */
function plainName(label: string): string {
  return label.replace(/[._-]v\d+$/, '');
}

function isPolicyArn(label: string): boolean {
  const isManagedByAws = label.includes(':iam::aws:policy/');
  return label.includes(':policy/') && (isManagedByAws || accountOf(label) !== undefined);
}
