import { Link } from '@tanstack/react-router';
import type { Shapes } from '../../client/client.ts';
import { Foreign } from '../../parts/foreign.tsx';
import { Severity } from '../../parts/marks.tsx';
import { Panel } from '../../parts/panel.tsx';
import { counted, sentence, span } from '../../words/format.ts';

/** What rules conclude of a token; nothing where they conclude nothing. */
export function FindingPanel({ page: { findings, window } }: { readonly page: Shapes['Token'] }) {
  if (findings.length === 0) return null;
  return (
    <Panel
      title={`${counted(findings.length, 'finding')} on this token`}
      isFlush
      basis={<span>{span(window)}</span>}
    >
      <ul className="list">
        {findings.map((finding) => (
          <li key={finding.id} className="finding-row">
            <Severity severity={finding.severity} />
            <div className="break">
              <b>
                <Foreign text={sentence(finding.title)} />
              </b>
              <p className="soft">
                <Foreign text={sentence(finding.fix.summary)} />
              </p>
            </div>
            <Link to="/findings" search={{ id: finding.id }} className="button small">
              Evidence and commands
            </Link>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
