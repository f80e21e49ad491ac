import type { Shapes } from '../../client/client.ts';
import { FindingRow } from '../../parts/finding-row.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Told } from '../../parts/told.tsx';
import { counted, span } from '../../words/format.ts';

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
          <FindingRow
            key={finding.id}
            finding={finding}
            title={
              <b>
                <Told text={finding.title} />
              </b>
            }
          />
        ))}
      </ul>
    </Panel>
  );
}
