import type { Shapes } from '../../client/client.ts';
import { Panel } from '../../parts/panel.tsx';
import { Scroll } from '../../parts/scroll.tsx';
import { count, percent, providerTitle } from '../../words/format.ts';

/** What each provider's logs can show of its permissions, however complete they are. */
export function CataloguePanel({ coverage }: { readonly coverage: Shapes['Coverage'] }) {
  const held = new Set(coverage.sources.map(({ provider }) => provider));
  const rows = coverage.catalogue.filter(({ provider }) => held.has(provider));
  return (
    <Panel
      span={5}
      title="What a log can never show"
      isFlush
      basis={<span>by permission of the provider’s catalogue</span>}
    >
      <Scroll label="What is recorded">
        <table>
          <thead>
            <tr>
              <th scope="col">Provider</th>
              <th scope="col" className="num">
                Recorded always
              </th>
              <th scope="col" className="num">
                If switched on
              </th>
              <th scope="col" className="num">
                Never
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ provider, always, data, never }) => (
              <tr key={provider}>
                <td>
                  <b>{providerTitle(provider)}</b>
                </td>
                <td className="num">{count(always)}</td>
                <td className="num">{count(data)}</td>
                <td className="num">
                  {count(never)} <span className="faint">{percent(never, always + data + never)}</span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </Panel>
  );
}
