import type { CallContext } from './call-context.ts';
import type { Caller } from './caller.ts';
import { compileGlobText, type TextTest } from './glob.ts';
import type { Match } from './match.ts';
import { type ConditionTest, compileCondition } from './match-condition.ts';
import { matchPrincipal, type PrincipalMatch } from './match-principal.ts';
import { compileResources, type ResourceTest } from './match-resource.ts';
import { lostEffects, type Policy } from './parse.ts';
import type { Selection, Statement } from './parse-statement.ts';

/** A statement made ready for matching many requests. */
export interface CompiledStatement {
  readonly statement: Statement;
  readonly matchesResource: ResourceTest;
  readonly conditions: readonly ConditionTest[];
  readonly matchesPrincipal: (caller: Caller) => PrincipalMatch;
}

/** A policy made ready for matching many requests. */
export interface CompiledPolicy {
  readonly policy: Policy;
  /** Effects the policy may have beyond its statements, as parts of it could not be read. */
  readonly lost: ReturnType<typeof lostEffects>;
  readonly statements: readonly CompiledStatement[];
  /** The statements that speak of an action, which is in lower case. */
  readonly statementsFor: (action: string) => readonly CompiledStatement[];
}

/** Compiles a policy; the same policy is compiled once, however many principals hold it. */
export function compilePolicy(policy: Policy): CompiledPolicy {
  const known = compiled.get(policy);
  if (known !== undefined) return known;
  const statements = policy.statements.map((statement) => compileStatement(statement, policy));
  const actionTests = policy.statements.map((statement) => compileActions(statement.actions));
  const remembered = new Map<string, readonly CompiledStatement[]>();
  const fresh: CompiledPolicy = {
    policy,
    lost: lostEffects(policy),
    statements,
    statementsFor: (action) => {
      const found = remembered.get(action) ?? statements.filter((_, i) => actionTests[i]?.(action) === true);
      if (remembered.size < rememberedMax) remembered.set(action, found);
      return found;
    },
  };
  compiled.set(policy, fresh);
  return fresh;
}

/** Whether the resource and all conditions of a statement match; its action and principal are tested apart. */
export function matchRest(compiledStatement: CompiledStatement, context: CallContext): Match {
  let match = compiledStatement.matchesResource(context);
  for (const test of compiledStatement.conditions) {
    if (match === 'no') return 'no';
    const found = test(context);
    if (found !== 'yes') match = found;
  }
  return match;
}

const compiled = new WeakMap<Policy, CompiledPolicy>();
/** More actions than the catalogue has. */
const rememberedMax = 30_000;

function compileStatement(statement: Statement, policy: Policy): CompiledStatement {
  let lastCaller: Caller | undefined;
  let lastMatch: PrincipalMatch = 'none';
  return {
    statement,
    matchesResource: compileResources(statement.resources, policy.version),
    conditions: statement.conditions.map((condition) => compileCondition(condition, policy.version)),
    matchesPrincipal: (caller) => {
      if (caller !== lastCaller) {
        lastMatch = matchPrincipal(statement.principals, caller);
        lastCaller = caller;
      }
      return lastMatch;
    },
  };
}

function compileActions(selection: Selection): TextTest {
  const patterns = selection.patterns.map((pattern) => pattern.toLowerCase());
  const exact = new Set(patterns.filter((pattern) => !/[*?]/.test(pattern)));
  const tests = patterns.filter((pattern) => !exact.has(pattern)).map(compileGlobText);
  const isWanted = selection.kind === 'only';
  return (action) => (exact.has(action) || tests.some((test) => test(action))) === isWanted;
}
