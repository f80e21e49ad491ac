import type { Shapes } from '../../client/client.ts';
import { Foreign } from '../../parts/foreign.tsx';
import { Menu } from '../../parts/menu.tsx';
import { count, providerTitle } from '../../words/format.ts';
import { termsOf, toggled } from './terms.ts';

type Facet = Shapes['TokenSearch']['facets'][number];

interface FacetsProps {
  readonly search: Shapes['TokenSearch'];
  readonly query: string;
  readonly onAsk: (query: string) => void;
}

/** What the query can be narrowed by, a menu a field, each with how many tokens it leaves; then the terms in force. */
export function Facets({ search, query, onAsk }: FacetsProps) {
  const set = termsOf(query);
  return (
    <div className="row" role="group" aria-label="Narrow by">
      {search.facets.map((facet) => (
        <FacetMenu
          key={facet.field}
          facet={facet}
          set={set}
          onToggle={(term) =>
            onAsk(toggled(query, term, (other) => isOneOf(facet) && other.startsWith(`${facet.field}:`)))
          }
        />
      ))}
      {set.map((term) => (
        <button
          key={term}
          type="button"
          className="facet"
          aria-pressed="true"
          aria-label={`${term}: take it out`}
          onClick={() => onAsk(set.filter((one) => one !== term).join(' '))}
        >
          <code>
            <Foreign text={term} />
          </code>{' '}
          ×
        </button>
      ))}
    </div>
  );
}

interface FacetMenuProps {
  readonly facet: Facet;
  readonly set: readonly string[];
  readonly onToggle: (term: string) => void;
}

function FacetMenu({ facet: { field, values }, set, onToggle }: FacetMenuProps) {
  return (
    <Menu name={names[field] ?? field} isSet={values.some(({ term }) => set.includes(term))}>
      {(close) =>
        values.map(({ term, label, tokens }) => (
          <button
            key={term}
            type="button"
            aria-pressed={set.includes(term)}
            onClick={() => {
              close();
              onToggle(term);
            }}
          >
            <Foreign text={labelOf(field, label)} /> <span className="count">{count(tokens)}</span>
          </button>
        ))
      }
    </Menu>
  );
}

const names: Readonly<Record<string, string>> = {
  provider: 'Provider',
  kind: 'Kind',
  gap: 'Gap',
  dormant: 'Use',
  finding: 'Signs',
  account: 'Account',
};

/** A token has one kind and one account, but may show several signs at once. */
function isOneOf({ field }: Facet): boolean {
  return field !== 'finding';
}

function labelOf(field: string, label: string): string {
  if (field === 'provider') return providerTitle(label);
  if (field === 'account') return label;
  if (field === 'gap') return label === 'none' ? 'not judged' : label;
  return label.replaceAll('-', ' ');
}
