import type { Shapes } from '../../client/client.ts';
import { Foreign } from '../../parts/foreign.tsx';
import { count, providerTitle } from '../../words/format.ts';

interface FacetsProps {
  readonly search: Shapes['TokenSearch'];
  readonly query: string;
  readonly onAsk: (query: string) => void;
}

/** Terms that would narrow the query, with how many tokens each leaves; one that is set is taken out again. */
export function Facets({ search, query, onAsk }: FacetsProps) {
  const set = termsOf(query);
  const offered = search.facets.flatMap(({ field, values }) => values.map((value) => ({ field, ...value })));
  const rest = set.filter((term) => !offered.some((one) => one.term === term));
  const toggle = (term: string): void =>
    onAsk(set.includes(term) ? set.filter((one) => one !== term).join(' ') : [...set, term].join(' '));
  return (
    <div className="row facets" role="group" aria-label="Narrow by">
      {rest.map((term) => (
        <button key={term} type="button" className="facet" aria-pressed="true" onClick={() => toggle(term)}>
          <Foreign text={term} /> ×
        </button>
      ))}
      {offered.map(({ field, term, label, tokens }) => (
        <button
          key={term}
          type="button"
          className="facet"
          aria-pressed={set.includes(term)}
          onClick={() => toggle(term)}
        >
          <Foreign text={labelOf(field, label)} /> <span className="count">{count(tokens)}</span>
        </button>
      ))}
    </div>
  );
}

function labelOf(field: string, label: string): string {
  if (field === 'provider') return providerTitle(label);
  if (field === 'gap') return label === 'none' ? 'not judged' : `${label} gap`;
  return label.replaceAll('-', ' ');
}

/** The terms of a query; what stands in quotes is one. */
function termsOf(query: string): string[] {
  return query.match(/-?(?:[a-z]+:)?(?:"[^"]*"|\S+)/gi) ?? [];
}
