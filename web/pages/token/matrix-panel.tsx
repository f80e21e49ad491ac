import { useState } from 'react';
import type { Shapes } from '../../client/client.ts';
import { Glyph, Legend } from '../../parts/evidence.tsx';
import { Foreign } from '../../parts/foreign.tsx';
import { type Level, LevelMark, levelOrder } from '../../parts/marks.tsx';
import { Panel } from '../../parts/panel.tsx';
import { count, counted, shortDay, span } from '../../words/format.ts';
import { CellEvidence } from './cell-evidence.tsx';
import { MatrixCell } from './matrix-cell.tsx';

type Cell = Shapes['Token']['matrix'][number];
const rowsFirst = 12;

export interface Chosen {
  readonly service: string;
  readonly level: Level;
}

/** Service by level, a square for each permission: used first, then unused, then unknown. */
export function MatrixPanel({ page }: { readonly page: Shapes['Token'] }) {
  const services = servicesOf(page.matrix);
  const [isWhole, setWhole] = useState(services.length <= rowsFirst + 3);
  const [chosen, setChosen] = useState<Chosen>();
  const shown = isWhole ? services : services.slice(0, rowsFirst);
  const wanted = page.permissions.filter(({ state }) => state === 'denied' || state === 'used-not-granted');
  return (
    <Panel
      id="matrix"
      title={titleOf(page.matrix)}
      about="one square is one permission"
      aside={<Legend states={['used', 'unused', 'unknown', 'denied', 'used-not-granted']} />}
      isFlush
      basis={
        <>
          <span>{span(page.window)}</span>
          <span>{counted(page.token.calls, 'call')}</span>
          <span>{page.principal.isComplete ? 'grants known in full' : 'not all grants are known'}</span>
          <span>rule evidence</span>
        </>
      }
    >
      <div className="matrix-split">
        <div
          className="scroll-x matrix-scroll"
          tabIndex={0}
          role="region"
          aria-label="Permissions by service and level"
        >
          <table className="matrix">
            <thead>
              <tr>
                <th scope="col">Service</th>
                {levelOrder.map((level) => (
                  <th key={level} scope="col">
                    <LevelMark level={level} /> {level}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {shown.map(({ service, cells, used, granted }) => (
                <tr key={service}>
                  <th scope="row" className="service">
                    <Foreign text={service} />
                    <span className="sub">
                      {count(used)} of {count(granted)}
                    </span>
                  </th>
                  {levelOrder.map((level) => (
                    <td key={level}>
                      <MatrixCell
                        cell={cells.get(level)}
                        isChosen={chosen?.service === service && chosen.level === level}
                        onChoose={() => setChosen({ service, level })}
                      />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
          {!isWhole && (
            <p className="more">
              <button type="button" className="button small" onClick={() => setWhole(true)}>
                {restText(services.slice(rowsFirst))}
              </button>
            </p>
          )}
          {wanted.length > 0 && <Wanted permissions={wanted} />}
        </div>
        <CellEvidence page={page} chosen={chosen ?? firstOf(services)} />
      </div>
    </Panel>
  );
}

function Wanted({ permissions }: { readonly permissions: Shapes['Token']['permissions'] }) {
  return (
    <div className="wanted">
      <h3>Wanted, not granted: no frame, because no grant of this token gives it</h3>
      <ul>
        {permissions.slice(0, 20).map((one) => (
          <li key={one.permission} className="break">
            <Glyph state={one.state} />{' '}
            <code>
              <Foreign text={one.permission} />
            </code>{' '}
            {one.level && <LevelMark level={one.level} />}{' '}
            <span className="soft">
              {one.state === 'denied'
                ? `refused ${counted(one.denied, 'time')}`
                : `used ${counted(one.uses, 'time')}`}
              , last {shortDay(one.lastSeen)}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

interface Service {
  readonly service: string;
  readonly cells: ReadonlyMap<Level, Cell>;
  readonly used: number;
  readonly granted: number;
  readonly unused: number;
}

/** Services that were used first, then those with most to lose. */
function servicesOf(matrix: readonly Cell[]): Service[] {
  const services = new Map<string, Map<Level, Cell>>();
  for (const cell of matrix) {
    // What was only wanted has no frame: it stands below.
    if (cell.granted === 0) continue;
    const cells = services.get(cell.service) ?? new Map<Level, Cell>();
    services.set(cell.service, cells.set(cell.level, cell));
  }
  const sum = (cells: ReadonlyMap<Level, Cell>, field: 'used' | 'granted' | 'unused'): number =>
    [...cells.values()].reduce((total, cell) => total + cell[field], 0);
  return [...services]
    .map(([service, cells]) => ({
      service,
      cells,
      used: sum(cells, 'used'),
      granted: sum(cells, 'granted'),
      unused: sum(cells, 'unused'),
    }))
    .sort((a, b) => b.used - a.used || b.unused - a.unused || (a.service < b.service ? -1 : 1));
}

function firstOf([first]: readonly Service[]): Chosen | undefined {
  if (!first) return undefined;
  const held = levelOrder.filter((one) => first.cells.has(one));
  const level = held.find((one) => (first.cells.get(one)?.used ?? 0) > 0) ?? held[0];
  return level && { service: first.service, level };
}

function restText(rest: readonly Service[]): string {
  const used = rest.filter((one) => one.used > 0).length;
  const granted = rest.reduce((sum, one) => sum + one.granted, 0);
  return `${counted(rest.length, 'more service')}, ${used === 0 ? 'none used' : `${used} used`}, ${counted(granted, 'permission')}`;
}

function titleOf(matrix: readonly Cell[]): string {
  const unused = matrix.reduce((sum, cell) => sum + cell.unused, 0);
  const harmful = matrix
    .filter(({ level }) => level === 'write' || level === 'permissions' || level === 'tag')
    .reduce((sum, cell) => sum + cell.unused, 0);
  if (unused === 0) return 'Nothing granted is known to be unused';
  return `${count(harmful)} of ${counted(unused, 'unused permission')} can change things`;
}
