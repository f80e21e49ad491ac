/** The terms of a query; what stands in quotes is one. */
export function termsOf(query: string): string[] {
  return query.match(/-?(?:[a-z]+:)?(?:"[^"]*"|\S+)/gi) ?? [];
}

/** A query with one of its terms taken out, or put in instead of those that it replaces. */
export function toggled(query: string, term: string, replaces: (other: string) => boolean): string {
  const terms = termsOf(query);
  const rest = terms.filter((one) => one !== term && !replaces(one));
  return (terms.includes(term) ? rest : [...rest, term]).join(' ');
}
