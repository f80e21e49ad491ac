import { useQuery } from '@tanstack/react-query';
import { useWindow } from '../../app/window.ts';
import { api, type Shapes } from '../../client/client.ts';
import { Foreign } from '../../parts/foreign.tsx';
import { HoleStrip } from '../../parts/hole-strip.tsx';
import { PageHead, Panel } from '../../parts/panel.tsx';
import { Scroll } from '../../parts/scroll.tsx';
import { Answer, Empty } from '../../parts/states.tsx';
import { count, counted, percent, providerTitle, span } from '../../words/format.ts';
import { CataloguePanel } from './catalogue-panel.tsx';
import { HolePanel } from './hole-panel.tsx';
import { UnmappedPanel } from './unmapped-panel.tsx';
import { UnreadablePanel } from './unreadable-panel.tsx';

type Source = Shapes['Coverage']['sources'][number];
const hourMs = 3_600_000;

/** What the logs could show at all: the ground under every "unused". */
export function Coverage() {
  const window = useWindow();
  const coverage = useQuery({ queryKey: ['coverage', window], queryFn: () => api.coverage(window) });
  return (
    <Answer of={coverage} isPage waiting="Counting hours">
      {(data) => (
        <>
          <PageHead
            title={titleOf(data)}
            lede="Only where a call would have been recorded is its absence called unused. All else is unknown."
          />
          {data.sources.length === 0 ? (
            <Empty title="No log is held">Load some, and every hour of them is counted here.</Empty>
          ) : (
            <div className="grid">
              <SourcePanel coverage={data} />
              <HolePanel coverage={data} />
              <CataloguePanel coverage={data} />
              <UnreadablePanel />
              <UnmappedPanel coverage={data} />
            </div>
          )}
        </>
      )}
    </Answer>
  );
}

function SourcePanel({ coverage }: { readonly coverage: Shapes['Coverage'] }) {
  const { sources, window } = coverage;
  return (
    <Panel
      span={12}
      title={`${counted(sources.length, 'kind')} of records in ${counted(accountsOf(sources).size, 'account')}`}
      about="held in ink, missing hatched"
      isFlush
      basis={
        <>
          <span>{span(window)}</span>
          <span>{count(sources.reduce((sum, { records }) => sum + records, 0))} records</span>
          <span>a hole is a silence of the log that chance does not explain</span>
        </>
      }
    >
      <Scroll label="Kinds of records">
        <table>
          <thead>
            <tr>
              <th scope="col">Log</th>
              <th scope="col">Kind of call</th>
              <th scope="col">Hours</th>
              <th scope="col" className="num">
                Held
              </th>
              <th scope="col" className="num wide-only">
                Hours with records
              </th>
              <th scope="col" className="num wide-only">
                Records
              </th>
              <th scope="col">Recorded</th>
            </tr>
          </thead>
          <tbody>
            {sources.map((source, index) => {
              const isFirst = sources[index - 1]?.account !== source.account;
              const { hours, heldHours } = hoursOf(source, window);
              return (
                <tr key={`${source.account} ${source.category}`}>
                  <td className="nowrap">
                    <span className={isFirst ? undefined : 'for-readers'}>
                      <b>{providerTitle(source.provider)}</b> <Foreign text={source.account} />
                    </span>
                  </td>
                  <td>
                    <Foreign text={source.category} />
                  </td>
                  <td className="strip-cell">
                    <HoleStrip {...window} holes={source.holes} hours={hours} heldHours={heldHours} />
                  </td>
                  <td className="num">{percent(heldHours, hours)}</td>
                  <td className="num wide-only">{count(source.hoursWithRecords)}</td>
                  <td className="num wide-only">{count(source.records)}</td>
                  <td className="nowrap">{settings[source.setting ?? 'unknown']}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </Scroll>
    </Panel>
  );
}

const settings = {
  all: 'every call',
  'some resources': 'some resources',
  off: 'switched off',
  unknown: 'not known',
} as const;

function hoursOf({ holes }: Source, { from, to }: Shapes['Coverage']['window']) {
  const hours = Math.round((Date.parse(to) - Date.parse(from)) / hourMs);
  const lost = new Set(
    holes.flatMap((hole) => {
      const first = Math.round(Date.parse(hole.from) / hourMs);
      const last = Math.round(Date.parse(hole.to) / hourMs);
      return Array.from({ length: last - first }, (_, at) => first + at);
    }),
  );
  return { hours, heldHours: Math.max(0, hours - lost.size) };
}

function accountsOf(sources: readonly Source[]): Set<string> {
  return new Set(sources.map(({ account }) => account));
}

function titleOf({ sources }: Shapes['Coverage']): string {
  if (sources.length === 0) return 'No log is held';
  const broken = new Set(sources.filter(({ holes }) => holes.length > 0).map(({ account }) => account)).size;
  const all = accountsOf(sources).size;
  if (broken === 0) return `The logs of ${all === 1 ? 'the account' : `all ${all} accounts`} are whole`;
  return `${broken} of ${counted(all, 'log')} ${broken === 1 ? 'has' : 'have'} holes`;
}
