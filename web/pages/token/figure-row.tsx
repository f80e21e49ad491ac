import type { Shapes } from '../../client/client.ts';
import { Glyph, type State } from '../../parts/evidence.tsx';
import { count, percent } from '../../words/format.ts';

/** The numbers of a token; they are the legend of the matrix below, too. */
export function FigureRow({ token }: { readonly token: Shapes['TokenRow'] }) {
  const { score, granted } = token;
  const states: readonly (readonly [State, string, number, string])[] = [
    ['used', 'Used', token.used, granted === 0 ? 'of an unknown number' : percent(token.used, granted)],
    ['unused', 'Unused', token.unused, 'would have been seen'],
    ['unknown', 'Unknown', token.unknown, 'the logs cannot tell'],
    ['denied', 'Denied', token.denied, 'wanted, and refused'],
    ['used-not-granted', 'Used, not granted', token.usedNotGranted, 'allowed elsewhere'],
  ];
  return (
    <div className="figures">
      <div className="figure">
        <p className="name">Gap score</p>
        <p className="value">{score ?? '?'}</p>
        <p className="note">{bucket(score)}</p>
      </div>
      <div className="figure">
        <p className="name">Granted</p>
        <p className="value">{granted === 0 ? '?' : count(granted)}</p>
        <p className="note">{granted === 0 ? 'not known' : 'permissions'}</p>
      </div>
      {states.map(([state, name, value, note]) => (
        <div key={state} className="figure">
          <p className="name">
            <Glyph state={state} />
            {name}
          </p>
          <p className="value">{count(value)}</p>
          <p className="note">{note}</p>
        </div>
      ))}
    </div>
  );
}

function bucket(score: number | null): string {
  if (score === null) return 'too little can be judged';
  return score >= 68 ? 'wide, from 68' : score >= 34 ? 'medium, 34 to 67' : 'narrow, below 34';
}
