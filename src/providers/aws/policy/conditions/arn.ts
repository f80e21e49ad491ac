import { compileArnCondition } from '../arn-pattern.ts';
import { operatorPair } from './operator.ts';

/** `ArnEquals` and `ArnLike` behave identically, as do their negations. */
export const arnOperators = [
  ...operatorPair(['ArnEquals', 'ArnNotEquals'], true, compileArnCondition),
  ...operatorPair(['ArnLike', 'ArnNotLike'], true, compileArnCondition),
];
