export { ActionExpander } from './expand.ts';
export type { GrantRow, HeldPolicy } from './granted-row.ts';
export { type GrantedSet, type GrantSources, grantedSet } from './granted-set.ts';
export { type LanguageVersion, lostEffects, type Policy, parsePolicy } from './parse.ts';
export type { Condition } from './parse-condition.ts';
export type { PrincipalPattern, PrincipalSelection } from './parse-principal.ts';
export { type Effect, type Selection, type Statement, statementLabel } from './parse-statement.ts';
export type { PolicyProblem } from './problem.ts';
