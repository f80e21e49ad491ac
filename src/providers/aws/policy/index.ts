export type { MissingKeys, PolicyRequest } from './call-context.ts';
export { type DecideOptions, type Decision, decide, outcomeOf } from './decide.ts';
export { ActionExpander } from './expand.ts';
export type { Reason } from './explain.ts';
export type { GrantRow, HeldPolicy } from './granted-row.ts';
export { type GrantedSet, type GrantSources, grantedSet } from './granted-set.ts';
export { awsPolicyLanguage, type PolicyQuestion, type QuestionPolicy } from './language.ts';
export type { Mismatch } from './mismatch.ts';
export { type LanguageVersion, lostEffects, type Policy, parsePolicy } from './parse.ts';
export type { Condition } from './parse-condition.ts';
export type { PrincipalPattern, PrincipalSelection } from './parse-principal.ts';
export type { Effect, Selection, Statement } from './parse-statement.ts';
export {
  type CompiledPolicies,
  compilePolicies,
  type NamedPolicy,
  type PolicyKind,
  type PolicySet,
} from './policy-set.ts';
export type { PolicyProblem } from './problem.ts';
export type { Outcome } from './weigh.ts';
