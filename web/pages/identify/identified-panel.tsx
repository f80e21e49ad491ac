import { Link } from '@tanstack/react-router';
import type { Shapes } from '../../client/client.ts';
import { Commands } from '../../parts/finding-detail.tsx';
import { Foreign } from '../../parts/foreign.tsx';
import { Owner, TokenLink } from '../../parts/marks.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Told } from '../../parts/told.tsx';
import { count, day, sentence, shortId } from '../../words/format.ts';

type Identified = Shapes['Identified']['tokens'][number];

/** One found token: what it is, how sure that is, whose, and how to take it out of use. */
export function IdentifiedPanel({ token }: { readonly token: Identified }) {
  return (
    <Panel
      title={token.format === null ? 'Of unknown form' : `${token.issuer ?? 'Somebody’s'} ${token.kind}`}
      about={token.isSecret ? 'a secret' : 'a name, which opens nothing'}
      basis={
        <>
          <span>{sentence(token.certainty)}</span>
          <span>
            {token.length} characters{token.prefix === '' ? '' : `, begins with ${token.prefix}`}
          </span>
          <span>checksum: {token.checksum}</span>
        </>
      }
    >
      <div className="stack">
        <dl className="facts">
          {[...token.publicIds, ...token.facts].map(({ name, value }) => (
            <Fact key={`${name} ${value}`} name={name} value={value} />
          ))}
          {token.account !== null && <Fact name="account" value={token.account} />}
          {token.issuedAt !== null && <Fact name="issued" value={day(token.issuedAt)} />}
          {token.expiresAt !== null && (
            <Fact name={token.isExpired ? 'expired' : 'expires'} value={day(token.expiresAt)} />
          )}
          {token.withheld.length > 0 && <Fact name="not shown" value={token.withheld.join(', ')} />}
        </dl>
        {token.candidates.length > 1 && (
          <p className="soft break">
            It may also be{' '}
            {token.candidates
              .slice(1)
              .map(({ issuer, kind }) => `${issuer ?? ''} ${kind}`.trim())
              .join(', ')}
            .
          </p>
        )}
        {token.notes.map((note) => (
          <p key={note} className="soft break">
            <Told text={note} />
          </p>
        ))}
        <Matches token={token} />
        <h3>To take it out of use</h3>
        <p className="break">{token.revoke.where}</p>
        <Commands title="Commands of its issuer" commands={token.revoke.commands} />
      </div>
    </Panel>
  );
}

function Matches({ token: { matches } }: { readonly token: Identified }) {
  if (matches === null) return <p className="faint">No logs are loaded that could know it.</p>;
  if (matches.length === 0) return <p className="soft">Neither the inventories nor the logs held know it.</p>;
  return matches.map(({ token, isExact, basis, revoke }) => (
    <section key={`${token.id} ${token.principal}`} className="stack tight">
      <p className="say break">
        {isExact ? 'It is ' : 'It may be '}
        <TokenLink id={token.id} name={shortId(token.principal)} />, owner <Owner owner={token.owner} />,{' '}
        {count(token.used)} used of {count(token.granted)}
      </p>
      <p className="faint">{basis}</p>
      <p>
        <Link to="/graph" search={{ from: token.id }}>
          What it reaches
        </Link>
      </p>
      <Commands title="To switch it off; it can be undone" commands={revoke.quarantine} />
      <Commands title="To undo that" commands={revoke.rollback} />
      <Commands title="To revoke it" commands={revoke.revoke} />
    </section>
  ));
}

function Fact({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <>
      <dt>{sentence(name)}</dt>
      <dd>
        <Foreign text={value} />
      </dd>
    </>
  );
}
