import { Link } from '@tanstack/react-router';
import type { Shapes } from '../../client/client.ts';
import { Foreign } from '../../parts/foreign.tsx';
import { HoleStrip } from '../../parts/hole-strip.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Scroll } from '../../parts/scroll.tsx';
import { count, counted, percent, providerTitle } from '../../words/format.ts';

type Row = Shapes['Overview']['coverage'][number];

/** What the logs cover, and what they cannot show. */
export function CoveragePanel({ overview }: { readonly overview: Shapes['Overview'] }) {
  const { coverage, sources, window } = overview;
  const hours = coverage.reduce((sum, one) => sum + one.hours, 0);
  const held = coverage.reduce((sum, one) => sum + one.heldHours, 0);
  const unreadable = sources.reduce((sum, { unreadableCount }) => sum + unreadableCount, 0);
  return (
    <Panel
      span={8}
      title={held === hours ? 'No hour is missing' : `${count(hours - held)} hours are missing`}
      about="what we could see"
      aside={
        <div className="legend">
          <span>
            <svg className="glyph" viewBox="0 0 10 10" aria-hidden="true">
              <rect width="10" height="10" fill="var(--ink-2)" />
            </svg>
            hours held
          </span>
          <span>
            <svg className="glyph" viewBox="0 0 10 10" aria-hidden="true">
              <rect width="10" height="10" className="hatched" />
            </svg>
            missing: treated as unknown
          </span>
        </div>
      }
      isFlush
      basis={
        <>
          <span>
            {count(held)} of {count(hours)} hours of {counted(coverage.length, 'log')}
          </span>
          <span>{counted(unreadable, 'unreadable piece')}</span>
          <Link to="/coverage">Coverage</Link>
        </>
      }
    >
      <Scroll label="Logs and their hours">
        <table>
          <thead>
            <tr>
              <th scope="col">Log</th>
              <th scope="col">Hours held</th>
              <th scope="col" className="num">
                Share
              </th>
              <th scope="col" className="wide-only">
                Recorded in full
              </th>
            </tr>
          </thead>
          <tbody>
            {coverage.map((row) => (
              <tr key={`${row.provider} ${row.account}`}>
                <td>
                  <b>{providerTitle(row.provider)}</b> <Foreign text={row.account} />
                </td>
                <td className="strip-cell">
                  <HoleStrip {...row} from={window.from} to={window.to} />
                </td>
                <td className="num">{percent(row.heldHours, row.hours)}</td>
                <td className="wide-only">{kindsText(row)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </Panel>
  );
}

function kindsText({ kinds, fullKinds }: Row): string {
  const rest = kinds.length - fullKinds.length;
  if (fullKinds.length === 0) return `none of ${counted(kinds.length, 'kind')} of call`;
  return rest > 0
    ? `${fullKinds.length} of ${kinds.length} kinds of call`
    : `all ${kinds.length} kinds of call`;
}
