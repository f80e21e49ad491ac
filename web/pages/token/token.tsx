import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useWindow } from '../../app/window.ts';
import { api, type Shapes } from '../../client/client.ts';
import { Foreign } from '../../parts/foreign.tsx';
import { Owner } from '../../parts/marks.tsx';
import { PageHead } from '../../parts/panel.tsx';
import { Answer } from '../../parts/states.tsx';
import { Told } from '../../parts/told.tsx';
import { count, day, percent, providerTitle, sentence, shortId } from '../../words/format.ts';
import { CallPanel } from './call-panel.tsx';
import { FigureRow } from './figure-row.tsx';
import { FindingPanel } from './finding-panel.tsx';
import { LineagePanel } from './lineage-panel.tsx';
import { MatrixPanel } from './matrix-panel.tsx';
import { OriginPanel } from './origin-panel.tsx';
import { PolicySection } from './policy-section.tsx';
import { RolePanel } from './role-panel.tsx';
import { SectionTabs } from './section-tabs.tsx';
import { YearPanel } from './year-panel.tsx';

const sections = [
  ['matrix', 'Granted and used'],
  ['year', 'Year of use'],
  ['places', 'Places and lineage'],
  ['policy', 'Smaller policy'],
  ['backtest', 'Will it break'],
  ['calls', 'Calls'],
] as const;

/** One token with everything known of it. */
export function Token() {
  const window = useWindow();
  const { id } = useParams({ from: '/tokens/$id' });
  const token = useQuery({ queryKey: ['token', window, id], queryFn: () => api.token(window, id) });
  return (
    <Answer of={token} isPage waiting="Gathering everything known of it">
      {(page) => (
        // Another token begins with nothing chosen.
        <Page key={page.token.id} page={page} />
      )}
    </Answer>
  );
}

function Page({ page }: { readonly page: Shapes['Token'] }) {
  const { token, principal } = page;
  return (
    <>
      <PageHead
        crumb={
          <>
            <Link to="/tokens">Tokens</Link> / {providerTitle(token.provider)} /{' '}
            <Foreign text={token.account} />
          </>
        }
        title={<Conclusion page={page} />}
        lede={<Told text={ledeOf(page)} />}
        actions={
          <>
            <Link to="/graph" search={{ from: token.id }} className="button">
              Show in graph
            </Link>
            <a href="#policy" className="button primary">
              Review smaller policy
            </a>
          </>
        }
      />
      <dl className="inline-facts">
        <Fact name={token.kind.replaceAll('-', ' ')}>
          <code>
            <Foreign text={token.id} />
          </code>
        </Fact>
        <Fact name="Acts as">
          <Foreign
            text={
              token.id === token.principal ? principal.kind : `${principal.kind} ${shortId(principal.id)}`
            }
          />
        </Fact>
        <Fact name="Status">{token.status}</Fact>
        <Fact name="Owner">
          <Owner owner={token.owner} />
          {principal.ownerBasis !== null && <span className="faint"> {principal.ownerBasis}</span>}
        </Fact>
        <Fact name="First seen">{token.firstUsed === null ? 'never' : day(token.firstUsed)}</Fact>
        <Fact name="Last seen">{token.lastUsed === null ? 'never' : day(token.lastUsed)}</Fact>
        {principal.tokens.length > 0 && (
          <Fact name="Beside it">
            {principal.tokens.slice(0, 4).map((other) => (
              <span key={other}>
                <Link to="/tokens/$id" params={{ id: other }}>
                  <Foreign text={shortId(other)} />
                </Link>{' '}
              </span>
            ))}
            {principal.tokens.length > 4 && `and ${principal.tokens.length - 4} more`}
          </Fact>
        )}
      </dl>
      <SectionTabs sections={sections} />
      <FigureRow token={token} />
      <FindingPanel page={page} />
      <MatrixPanel page={page} />
      <YearPanel page={page} />
      <div className="grid ragged" id="places">
        <OriginPanel page={page} />
        <div className="span-6 column">
          <LineagePanel page={page} />
          <RolePanel page={page} />
        </div>
      </div>
      <PolicySection token={token} />
      <CallPanel page={page} />
    </>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Conclusion({ page: { token, principal } }: { readonly page: Shapes['Token'] }) {
  const name = <Foreign text={shortId(principal.name)} />;
  if (token.granted === 0)
    return (
      <>
        {name} did {count(token.used)} things; what it may do is not known
      </>
    );
  return (
    <>
      {name} can do {count(token.granted)} things. It did {count(token.used)}.
    </>
  );
}

function ledeOf({ token, dormancy }: Shapes['Token']): string {
  return [gapOf(token), ...dormancy.why.slice(0, 1).map((why) => `${sentence(why)}.`)].join(' ');
}

function gapOf({ granted, unused, unknown }: Shapes['TokenRow']): string {
  if (granted === 0) return 'No inventory lists what it may do.';
  const doubt = unknown === 0 ? '' : ` For ${count(unknown)} the logs cannot tell.`;
  if (unused === 0) return `Nothing it may do is known to be unused.${doubt}`;
  return `${count(unused)} can go with evidence (${percent(unused, granted)}).${doubt}`;
}
