import { useState } from 'react';
import { Chip } from '../../parts/evidence.tsx';
import { Foreign } from '../../parts/foreign.tsx';
import { Scroll } from '../../parts/scroll.tsx';
import { count, counted } from '../../words/format.ts';
import { EvidenceList } from './evidence-list.tsx';
import type { Step } from './model.ts';
import type { PartProps } from './picture-panel.tsx';
import { nodeName, nodeWords, stepVerb } from './words.ts';

const pageSize = 100;

/** Every step of the picture as a row, what groups hold too; each opens its evidence. */
export function StepTable({ shown, onAsk }: PartProps) {
  const [limit, setLimit] = useState(pageSize);
  const [filter, setFilter] = useState('');
  const [opened, setOpened] = useState<string>();
  const rows = rowsOf(shown, filter.trim().toLowerCase());
  return (
    <>
      <div className="graph-table-head">
        <label>
          <span className="for-readers">Narrow the steps</span>
          <input
            className="field"
            placeholder="Narrow by a name, a state, a kind"
            value={filter}
            onChange={({ target }) => setFilter(target.value)}
          />
        </label>
        <span className="faint">{counted(rows.length, 'step')}</span>
      </div>
      <Scroll label="Steps of the graph">
        <table className="graph-table">
          <thead>
            <tr>
              <th scope="col">After</th>
              <th scope="col">From</th>
              <th scope="col">Step</th>
              <th scope="col">To</th>
              <th scope="col">State</th>
              <th scope="col" className="num">
                Calls
              </th>
              <th scope="col">Evidence</th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, limit).map((step) => (
              <Row
                key={step.key}
                step={step}
                shown={shown}
                isOpen={opened === step.key}
                onToggle={() => setOpened(opened === step.key ? undefined : step.key)}
                onChoose={(key) => onAsk({ at: key })}
              />
            ))}
          </tbody>
        </table>
      </Scroll>
      {rows.length > limit && (
        <p className="graph-more">
          <button type="button" className="button" onClick={() => setLimit(limit + 5 * pageSize)}>
            Show {count(Math.min(5 * pageSize, rows.length - limit))} more
          </button>
        </p>
      )}
    </>
  );
}

interface RowProps {
  readonly step: Step;
  readonly shown: PartProps['shown'];
  readonly isOpen: boolean;
  readonly onToggle: () => void;
  readonly onChoose: (key: string) => void;
}

function Row({ step, shown: { model, depths, isThere, reached }, isOpen, onToggle, onChoose }: RowProps) {
  const isGone = !isThere(step) || !reached.has(step.from) || !reached.has(step.to);
  const end = (key: string) => {
    const node = model.nodes.get(key);
    return (
      node && (
        <>
          <button type="button" className="link name-link break" onClick={() => onChoose(key)}>
            <Foreign text={nodeName(node)} />
          </button>
          <span className="sub">
            <Foreign text={nodeWords(node)} />
          </span>
        </>
      )
    );
  };
  return (
    <>
      <tr className={isGone ? 'gone' : undefined}>
        <td className="num">{depths.get(step.from)}</td>
        <td>{end(step.from)}</td>
        <td className="nowrap">{stepVerb(step)}</td>
        <td>{end(step.to)}</td>
        <td>
          <Chip state={step.state} />
          {isGone && <span className="sub">gone in this view</span>}
        </td>
        <td className="num">{count(step.uses)}</td>
        <td>
          <button type="button" className="button small" aria-expanded={isOpen} onClick={onToggle}>
            {isOpen ? 'Close' : 'Open'}
          </button>
        </td>
      </tr>
      {isOpen && (
        <tr>
          <td colSpan={7}>
            <EvidenceList step={step} />
          </td>
        </tr>
      )}
    </>
  );
}

function rowsOf({ model, depths }: PartProps['shown'], filter: string): readonly Step[] {
  const layer = (key: string): number => depths.get(key) ?? 0;
  const found =
    filter === ''
      ? [...model.steps]
      : model.steps.filter((step) =>
          `${step.from}\n${step.to}\n${stepVerb(step)}\n${step.state}`.toLowerCase().includes(filter),
        );
  return found.sort((a, b) => layer(a.from) - layer(b.from) || b.uses - a.uses);
}
