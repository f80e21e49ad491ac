import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useKeys } from '../../app/keys.ts';
import { useWindow } from '../../app/window.ts';
import { api, exportAddress, type Shapes } from '../../client/client.ts';
import { Severity } from '../../parts/marks.tsx';
import { Menu } from '../../parts/menu.tsx';
import { PageHead, Panel } from '../../parts/panel.tsx';
import { Answer, Empty } from '../../parts/states.tsx';
import { count, counted, listed, span } from '../../words/format.ts';
import { FindingItem } from './finding-item.tsx';
import { MutedPanel } from './muted-panel.tsx';

type SeverityName = Shapes['Finding']['severity'];
const severities: readonly SeverityName[] = ['critical', 'high', 'medium', 'low', 'info'];
const pageSize = 60;

/** Everything that rules conclude, with the commands that end it. */
export function Findings() {
  const window = useWindow();
  const navigate = useNavigate();
  const search = useSearch({ from: '/findings' });
  const [limit, setLimit] = useState(pageSize);
  const severity = severities.find((one) => one === search.severity);
  const filters = {
    ...(search.rule !== undefined && { rule: search.rule }),
    ...(severity !== undefined && { severity }),
  };
  // The one that is open may stand further down than what is shown first.
  const asked = search.id === undefined ? limit : 1000;
  const findings = useQuery({
    queryKey: ['findings', window, filters, asked],
    queryFn: () => api.findings(window, { ...filters, limit: asked }),
  });
  const go = (change: Partial<typeof search>): void =>
    void navigate({ to: '/findings', search: (before) => ({ ...before, ...change }), resetScroll: false });
  const list = findings.data?.findings ?? [];
  const move = (step: number): void => {
    const at = list.findIndex(({ id }) => id === search.id);
    const next = list[Math.min(list.length - 1, Math.max(0, at + step))];
    if (next) go({ id: next.id });
  };
  useKeys({ j: () => move(1), k: () => move(-1), Escape: () => go({ id: undefined }) });
  return (
    <Answer of={findings} isPage isOfFleet waiting="Asking every rule">
      {(data) => (
        <>
          <PageHead
            title={titleOf(data)}
            lede="Each says what was seen, what to run, how to undo it, and what it would break. Nothing is run from here."
            actions={
              <a className="button" href={exportAddress('findings', { ...filters, ...window })} download>
                CSV
              </a>
            }
          />
          <div className="row" role="group" aria-label="Narrow by">
            {data.severities
              .filter((one) => one.findings > 0)
              .map((one) => (
                <button
                  key={one.severity}
                  type="button"
                  className="facet"
                  aria-pressed={severity === one.severity}
                  onClick={() =>
                    go({ severity: severity === one.severity ? undefined : one.severity, id: undefined })
                  }
                >
                  <Severity severity={one.severity} />
                  <span className="count">{count(one.findings)}</span>
                </button>
              ))}
            <Menu name={search.rule?.replaceAll('-', ' ') ?? 'Every rule'} isSet={search.rule !== undefined}>
              {(close) =>
                data.rules.map((one) => (
                  <button
                    key={one.rule}
                    type="button"
                    aria-pressed={search.rule === one.rule}
                    onClick={() => {
                      close();
                      go({ rule: search.rule === one.rule ? undefined : one.rule, id: undefined });
                    }}
                  >
                    {one.rule.replaceAll('-', ' ')} <span className="count">{count(one.findings)}</span>
                  </button>
                ))
              }
            </Menu>
            <button
              type="button"
              className="facet"
              aria-pressed={search.muted !== undefined}
              onClick={() => go({ muted: search.muted === undefined ? 'shown' : undefined })}
            >
              Muted <span className="count">{count(data.muted)}</span>
            </button>
          </div>
          {search.muted !== undefined && <MutedPanel />}
          {data.findings.length === 0 ? (
            <Empty title="Nothing is found">Every rule was asked of every token, {span(data.window)}.</Empty>
          ) : (
            <Panel
              title={`${counted(data.total, 'finding')}${data.total > data.findings.length ? `, the first ${data.findings.length}` : ''}`}
              about="the worst first"
              isFlush
              basis={
                <>
                  <span>{span(data.window)}</span>
                  <span>{counted(data.rules.length, 'rule')} found something</span>
                  <span className="wide-only">j k move, Esc closes</span>
                  {data.total > data.findings.length && (
                    <button type="button" className="link" onClick={() => setLimit(limit + pageSize)}>
                      Show more
                    </button>
                  )}
                </>
              }
            >
              <ul className="list">
                {data.findings.map((finding) => (
                  <FindingItem
                    key={finding.id}
                    finding={finding}
                    isOpen={finding.id === search.id}
                    onToggle={() => go({ id: finding.id === search.id ? undefined : finding.id })}
                  />
                ))}
              </ul>
            </Panel>
          )}
        </>
      )}
    </Answer>
  );
}

function titleOf({
  total,
  severities: counts,
}: {
  readonly total: number;
  readonly severities: readonly { readonly severity: SeverityName; readonly findings: number }[];
}): string {
  const worst = counts.filter(
    ({ severity, findings }) => findings > 0 && (severity === 'critical' || severity === 'high'),
  );
  if (total === 0) return 'No rule finds anything';
  if (worst.length === 0) return `${counted(total, 'finding')}, none of them high`;
  return `${listed(worst.map(({ severity, findings }) => `${count(findings)} ${severity}`))} ${worst.length === 1 && worst[0]?.findings === 1 ? 'finding waits' : 'findings wait'} for a decision`;
}
