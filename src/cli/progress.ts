import { allotCells } from './print/bar.ts';
import { run } from './print/run.ts';
import { count } from './print/words.ts';

/** As services tell it. */
interface Progress {
  readonly stage: string;
  readonly done: number;
  readonly total: number;
  readonly note?: string;
}

export type ReportProgress = (progress: Progress) => void;

interface ProgressLine {
  readonly report: ReportProgress;
  /** Takes the line away, before something else is printed. */
  clear(): void;
}

/** What is needed of a stream such as stderr. */
interface ProgressStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): boolean;
}

const redrawMs = 80;
const plainMs = 10_000;

/**
 * Shows how far a long task is: one line that is redrawn on a terminal, a plain line at the start of each stage
 * and every ten seconds elsewhere, nothing when quiet.
 */
export function openProgress(
  stream: ProgressStream,
  { isQuiet, now = Date.now }: { readonly isQuiet: boolean; readonly now?: () => number },
): ProgressLine {
  if (isQuiet) return { report: () => {}, clear: () => {} };
  let shownAt = Number.NEGATIVE_INFINITY;
  let stage = '';
  let isDrawn = false;
  return {
    report(progress) {
      const isNew = progress.stage !== stage;
      const wait = stream.isTTY ? redrawMs : plainMs;
      if (!isNew && now() - shownAt < wait) return;
      stage = progress.stage;
      shownAt = now();
      if (!stream.isTTY) {
        stream.write(`${plainLine(progress)}\n`);
        return;
      }
      isDrawn = true;
      stream.write(`\r\u001b[K${drawnLine(progress, stream.columns ?? 80)}`);
    },
    clear() {
      if (isDrawn) stream.write('\r\u001b[K');
      isDrawn = false;
      shownAt = Number.NEGATIVE_INFINITY;
    },
  };
}

function plainLine({ stage, done, total, note }: Progress): string {
  const share = total > 0 ? `: ${count(done)} of ${count(total)}` : '';
  return run(`${stage}${share}${note === undefined ? '' : `, ${note}`}`).text;
}

function drawnLine(progress: Progress, columns: number): string {
  const { done, total } = progress;
  const text = plainLine(progress);
  const cells = 20;
  if (total <= 0 || columns < text.length + cells + 4) return text.slice(0, columns - 1);
  const [filled = 0] = allotCells([Math.min(done, total), Math.max(0, total - done)], cells);
  return `${'█'.repeat(filled)}${'░'.repeat(cells - filled)}  ${text}`;
}
