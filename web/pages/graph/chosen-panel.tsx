import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Foreign } from '../../parts/foreign.tsx';
import { Panel } from '../../parts/panel.tsx';
import { count, counted } from '../../words/format.ts';
import type { Link as DrawnLink, Item } from './draw-items.ts';
import type { Node } from './model.ts';
import type { PartProps } from './picture-panel.tsx';
import { StepList } from './step-list.tsx';
import { itemName, nodeName, nodeWords } from './words.ts';

/** What is chosen in the picture: a node with its steps, a group with its members, or a line with its evidence. */
export function ChosenPanel(props: PartProps) {
  const { shown, question } = props;
  const { drawing, model, ends } = shown;
  const link = drawing.links.find(({ key }) => key === question.at);
  if (link) return <LinkPanel link={link} {...props} />;
  const group = drawing.items.find(({ key, isGroup }) => isGroup && key === question.at);
  if (group) return <GroupPanel item={group} {...props} />;
  const node = model.nodes.get(question.at ?? ends.from ?? ends.to ?? '');
  return node ? <NodePanel node={node} {...props} /> : null;
}

function NodePanel({ node, shown, question, onAsk }: PartProps & { readonly node: Node }) {
  const { model, ends, way } = shown;
  const isIdentity = node.kind === 'token' || node.kind === 'principal';
  const isEnd = node.key === ends.from || node.key === ends.to;
  const grow = (isAhead: boolean): void => {
    const isKnown = question.grown.some((one) => one.id === node.id && one.isAhead === isAhead);
    if (!isKnown) onAsk({ grown: [...question.grown, { id: node.id, isAhead }], at: node.key });
  };
  return (
    <Panel
      span={4}
      id="chosen"
      title={<Foreign text={nodeName(node)} />}
      about={<Foreign text={nodeWords(node)} />}
      basis={<span>every step with what shows it</span>}
    >
      <div className="stack">
        <p className="mono break">
          <Foreign text={node.id} />
        </p>
        <div className="row">
          {isIdentity && (
            <Link to="/tokens/$id" params={{ id: node.id }} className="button small">
              Open its page
            </Link>
          )}
          {node.kind !== 'outside' && (
            <button type="button" className="button small" onClick={() => grow(false)}>
              Add who leads to it
            </button>
          )}
          {isIdentity && (
            <button type="button" className="button small" onClick={() => grow(true)}>
              Add what it leads to
            </button>
          )}
          {!isEnd && isIdentity && (
            <Link to="/graph" search={{ from: node.id }} className="button small">
              Start from it
            </Link>
          )}
          {!isEnd && ends.from !== undefined && node.kind !== 'outside' && (
            <Link to="/graph" search={{ from: question.from, to: node.id }} className="button small">
              All ways to it
            </Link>
          )}
          {!isEnd && ends.from === undefined && isIdentity && (
            <Link to="/graph" search={{ from: node.id, to: question.to }} className="button small">
              All its ways
            </Link>
          )}
        </div>
        {!isEnd && way.length > 0 && (ends.from === undefined || ends.to === undefined) && (
          <StepList
            title={`The shortest way, ${counted(way.length, 'step')}`}
            steps={way}
            isInOrder
            {...{ shown, onAsk }}
          />
        )}
        <StepList title="Leads to" steps={model.leaving.get(node.key) ?? []} {...{ shown, onAsk }} />
        <StepList title="Come to from" steps={model.entering.get(node.key) ?? []} {...{ shown, onAsk }} />
      </div>
    </Panel>
  );
}

const membersShown = 20;

function GroupPanel({ item, shown, question, onAsk }: PartProps & { readonly item: Item }) {
  const [limit, setLimit] = useState(membersShown);
  const steps = shown.drawing.links.filter(({ from, to }) => from === item.key || to === item.key);
  const used = item.members.filter((node) =>
    (shown.model.entering.get(node.key) ?? []).some(({ state }) => state === 'used'),
  );
  return (
    <Panel
      span={4}
      id="chosen"
      title={`${itemName(item)}, drawn as one`}
      about={used.length === 0 ? 'none of them was come to' : `${count(used.length)} of them were come to`}
      basis={
        <span>of one kind and one layer; {counted(steps.length, 'line')} to the rest of the picture</span>
      }
    >
      <div className="stack">
        <div className="row">
          <button
            type="button"
            className="button small primary"
            onClick={() => onAsk({ opened: new Set([...question.opened, item.key]), at: undefined })}
          >
            Draw each
          </button>
        </div>
        <ul className="plain-rows">
          {item.members.slice(0, limit).map((node) => (
            <li key={node.key}>
              <button type="button" className="link break" onClick={() => onAsk({ at: node.key })}>
                <Foreign text={nodeName(node)} />
              </button>
              <span className="faint nowrap">
                <Foreign text={node.account} />
              </span>
            </li>
          ))}
        </ul>
        {item.members.length > limit && (
          <button type="button" className="link" onClick={() => setLimit(limit + 200)}>
            {count(item.members.length - limit)} more
          </button>
        )}
      </div>
    </Panel>
  );
}

function LinkPanel({ link, shown, onAsk }: PartProps & { readonly link: DrawnLink }) {
  const name = (key: string): string => {
    const item = shown.drawing.items.find((one) => one.key === key);
    return item ? itemName(item) : '';
  };
  return (
    <Panel
      span={4}
      id="chosen"
      title={
        <>
          <Foreign text={name(link.from)} /> → <Foreign text={name(link.to)} />
        </>
      }
      about={counted(link.steps.length, 'step')}
      basis={<span>every step with what shows it</span>}
    >
      <StepList title="Steps of this line" steps={link.steps} isBetween {...{ shown, onAsk }} />
    </Panel>
  );
}
