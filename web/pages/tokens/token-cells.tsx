import type { Shapes } from '../../client/client.ts';
import { Foreign } from '../../parts/foreign.tsx';
import { GapBar } from '../../parts/gap-bar.tsx';
import { Levels, Owner, Score, TokenLink } from '../../parts/marks.tsx';
import { Spark } from '../../parts/spark.tsx';
import { Told } from '../../parts/told.tsx';
import { count, providerTitle, shortDay } from '../../words/format.ts';
import { safeText } from '../../words/safe-text.ts';
import type { ColumnName } from './columns.tsx';

type Row = Shapes['TokenSearch']['tokens'][number];

interface TokenCellsProps {
  readonly token: Row;
  readonly columns: readonly ColumnName[];
  readonly isPicked: boolean;
  readonly onPick: () => void;
}

/** One token as the cells of a row. */
export function TokenCells({ token, columns, isPicked, onPick }: TokenCellsProps) {
  return (
    <>
      <span role="cell" className="token-pick">
        <input
          type="checkbox"
          checked={isPicked}
          onChange={onPick}
          aria-label={`Choose ${safeText(token.name)}`}
        />
      </span>
      <span role="cell" className="token-name">
        <TokenLink id={token.id} name={token.name} />
        <span className="sub cut">
          {token.kind.replaceAll('-', ' ')}
          {token.id !== token.principal && (
            <>
              {' '}
              <Foreign text={token.id} />
            </>
          )}
        </span>
      </span>
      {columns.map((name) => (
        <span key={name} role="cell" data-column={name}>
          {cell(name, token)}
        </span>
      ))}
    </>
  );
}

function cell(name: ColumnName, token: Row) {
  switch (name) {
    case 'provider':
      return providerTitle(token.provider);
    case 'account':
      return <Foreign text={token.account} />;
    case 'owner':
      return <Owner owner={token.owner} />;
    case 'what':
      return (
        <>
          <GapBar {...token} />
          <span className="sub cut" title={token.remark}>
            <Told text={token.remark || `${count(token.unused)} unused`} />
          </span>
        </>
      );
    case 'used':
      return (
        <>
          <b>{count(token.used)}</b> / {token.granted === 0 ? '?' : count(token.granted)}
        </>
      );
    case 'levels':
      return <Levels granted={token.grantedLevels} used={token.usedLevels} />;
    case 'last':
      return token.lastUsed === null ? <span className="faint">not seen</span> : shortDay(token.lastUsed);
    case 'weeks':
      return <Spark values={token.weeks} />;
    case 'calls':
      return count(token.calls);
    case 'score':
      return <Score score={token.score} />;
  }
}
