/** Queries that people ask of the list of tokens, by what they are for. */
export const tokenQuestions: readonly (readonly [name: string, query: string])[] = [
  ['all, the widest gap first', ''],
  ['one facet', 'kind:access-key'],
  ['admin that only reads', 'level:admin used:read'],
  ['nobody answers for it, silent', 'owner:none dormant:>60d'],
  ['a part of a name', '4217'],
  ['a name that nothing has', 'nobody-at-all'],
  ['most calls', 'sort:calls'],
  ['of one account, by name', 'account:100000000007 sort:name'],
];
