import { count, sentence } from '../words/format.ts';

interface ProgressBarProps {
  /** What is being done. */
  readonly stage: string;
  readonly done: number;
  /** Zero where nobody knows how much there is to do. */
  readonly total: number;
}

/** How far something is. */
export function ProgressBar({ stage, done, total }: ProgressBarProps) {
  if (total === 0) return <p className="faint">{sentence(stage)}</p>;
  return (
    <div>
      <progress value={done} max={total} aria-label={stage} />
      <p className="faint">
        {sentence(stage)}: {count(done)} of {count(total)}
      </p>
    </div>
  );
}
