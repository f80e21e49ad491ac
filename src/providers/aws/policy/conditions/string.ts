import { compileGlob } from '../glob.ts';
import { operatorPair, textOf } from './operator.ts';

export const stringOperators = [
  ...operatorPair(['StringEquals', 'StringNotEquals'], true, (pieces) => {
    const wanted = textOf(pieces);
    return (text) => text === wanted;
  }),
  ...operatorPair(['StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase'], true, (pieces) => {
    const wanted = textOf(pieces).toLowerCase();
    return (text) => text.toLowerCase() === wanted;
  }),
  ...operatorPair(['StringLike', 'StringNotLike'], true, compileGlob),
];
