import type { LogSource, RecordMark } from '../../providers/collector.ts';
import type { LogState } from './checkpoint.ts';

interface Begin {
  readonly state: LogState | undefined;
  readonly source: Pick<LogSource, 'lateMs'>;
  readonly since: number;
  readonly now: number;
}

/** A span that follows what is held, with an overlap for what came to light late. */
export function nextSpan({ state, source, since, now }: Begin): LogState {
  const from = state === undefined ? since : Math.min(now, state.until) - source.lateMs;
  return {
    from,
    until: now,
    reached: state?.reached ?? from,
    recent: state?.recent ?? [],
    files: state?.files ?? 0,
  };
}

/** The state after a page: what of it is remembered, and where the next is. */
export function advanced(
  state: LogState,
  marks: readonly RecordMark[],
  {
    source,
    files,
    cursor,
  }: {
    source: Pick<LogSource, 'lateMs'>;
    files: number;
    cursor: string | undefined;
  },
): LogState {
  const reached = marks.reduce((latest, { time }) => Math.max(latest, time), state.reached);
  const isDone = cursor === undefined;
  // Whatever may be fetched once more: after the last page what is late, in between what an expired cursor repeats.
  const horizon = (isDone ? Math.max(reached, state.until) : reached) - source.lateMs;
  const recent = [...state.recent, ...marks].filter(({ time }) => time >= horizon);
  const { cursor: _, ...rest } = state;
  return { ...rest, reached, recent, files, ...(cursor !== undefined && { cursor }) };
}

/** Whether a status may say that a cursor is not taken any more. */
export function isExpired(status: number): boolean {
  return status === 400 || status === 404 || status === 410 || status === 422;
}
