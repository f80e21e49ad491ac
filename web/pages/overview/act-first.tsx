import { Link } from '@tanstack/react-router';
import type { Shapes } from '../../client/client.ts';
import { FindingRow } from '../../parts/finding-row.tsx';
import { FindingTitle } from '../../parts/finding-title.tsx';
import { Panel } from '../../parts/panel.tsx';
import { counted, span } from '../../words/format.ts';

/** What to do first: one finding of each kind, the worst first. */
export function ActFirst({ overview }: { readonly overview: Shapes['Overview'] }) {
  const { findings, severities, window } = overview;
  const all = severities.reduce((sum, one) => sum + one.findings, 0);
  const found = severities.filter((one) => one.findings > 0);
  return (
    <Panel
      span={8}
      title={all === 0 ? 'No rule finds anything' : 'Act on these first'}
      about={all === 0 ? undefined : `${findings.length} of ${counted(all, 'finding')}`}
      isFlush
      basis={
        <>
          <span>{span(window)}</span>
          <span>one of a kind before a second of it</span>
          <Link to="/findings">
            {found.map((one) => `${one.findings} ${one.severity}`).join(', ') || 'All rules'}
          </Link>
        </>
      }
    >
      <ul className="list">
        {findings.map((finding) => (
          <FindingRow key={finding.id} finding={finding} title={<FindingTitle finding={finding} />} />
        ))}
      </ul>
    </Panel>
  );
}
