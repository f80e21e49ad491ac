import { useState } from 'react';
import { Chip } from '../../parts/evidence.tsx';
import { Foreign } from '../../parts/foreign.tsx';
import { count, counted } from '../../words/format.ts';
import { EvidenceList } from './evidence-list.tsx';
import type { Step } from './model.ts';
import type { PartProps } from './picture-panel.tsx';
import { nodeName, stepVerb } from './words.ts';

interface StepListProps extends Pick<PartProps, 'shown' | 'onAsk'> {
  readonly title: string;
  readonly steps: readonly Step[];
  /** They follow one another. */
  readonly isInOrder?: boolean;
  /** Both ends of each are named. */
  readonly isBetween?: boolean;
}

const shownFirst = 6;
const rank = { used: 0, unknown: 1, unused: 2 } as const;

/** Steps, each of which opens its evidence: those in use first, or in their order. */
export function StepList({
  title,
  steps,
  shown,
  onAsk,
  isInOrder = false,
  isBetween = false,
}: StepListProps) {
  const [limit, setLimit] = useState(shownFirst);
  if (steps.length === 0) return null;
  const sorted = isInOrder
    ? steps
    : steps.toSorted((a, b) => rank[a.state] - rank[b.state] || b.uses - a.uses);
  const visible = isInOrder ? sorted : sorted.slice(0, limit);
  const List = isInOrder ? 'ol' : 'ul';
  const form = isInOrder || isBetween ? 'whole' : title === 'Leads to' ? 'ahead' : 'behind';
  return (
    <section className="stack tight">
      <h3>
        {title}
        {!isInOrder && <span className="faint"> · {count(steps.length)}</span>}
      </h3>
      <List className={isInOrder ? 'graph-steps ordered' : 'graph-steps'}>
        {visible.map((step) => (
          <StepRow key={step.key} step={step} form={form} shown={shown} onAsk={onAsk} />
        ))}
      </List>
      {!isInOrder && sorted.length > limit && (
        <button type="button" className="link" onClick={() => setLimit(limit + 50)}>
          {counted(sorted.length - limit, 'more step', 'more steps')}
        </button>
      )}
    </section>
  );
}

interface StepRowProps extends Pick<PartProps, 'shown' | 'onAsk'> {
  readonly step: Step;
  /** Which of its ends are named: both, or only the one that is not plain from where it stands. */
  readonly form: 'whole' | 'ahead' | 'behind';
}

/** One step, whose evidence chip opens what shows it. */
function StepRow({ step, form, shown, onAsk }: StepRowProps) {
  const [isOpen, setOpen] = useState(false);
  const name = (key: string) => {
    const node = shown.model.nodes.get(key);
    return (
      <button type="button" className="link break" onClick={() => onAsk({ at: key })}>
        <Foreign text={node ? nodeName(node) : key} />
      </button>
    );
  };
  return (
    <li>
      <div className="graph-step">
        <span className="break">
          {form !== 'ahead' && <>{name(step.from)} </>}
          {stepVerb(step)}
          {form === 'behind' ? ' it' : <> {name(step.to)}</>}
        </span>
        <button
          type="button"
          className="chip-button"
          aria-expanded={isOpen}
          title="What shows it"
          onClick={() => setOpen(!isOpen)}
        >
          <Chip state={step.state} />
        </button>
      </div>
      {isOpen && <EvidenceList step={step} />}
    </li>
  );
}
