import type { Host } from './host.ts';
import { createPaint, type Paint } from './print/ink.ts';
import { jsonText } from './print/json-text.ts';
import { type Line, renderLine } from './print/run.ts';
import { openProgress, type ReportProgress } from './progress.ts';
import type { Settings } from './settings.ts';

/** What a command speaks through: results to stdout, chatter to stderr. */
export interface Door {
  readonly settings: Settings;
  readonly host: Host;
  /** Columns to lay pages out for. */
  readonly width: number;
  /** True once nobody reads stdout any more. */
  readonly isClosed: () => boolean;
  readonly onProgress: ReportProgress;
  /** Prints a result: `value` as JSON when that was asked for, otherwise the page. */
  answer(value: unknown, page: (width: number) => readonly Line[]): void;
  /** Writes text to stdout as it is; resolves when more may come. */
  write(text: string): Promise<void>;
  /** Prints chatter, unless it was asked to be quiet. */
  tell(lines: readonly Line[]): void;
  /** Prints what must be said even when quiet. */
  warn(lines: readonly Line[]): void;
  close(): void;
}

const width = { without: 100, min: 40, max: 200 } as const;

export function openDoor(host: Host, settings: Settings): Door {
  const { stdout, stderr, env } = host;
  let isClosed = false;
  // A reader that has seen enough (`| head`) is no failure.
  const onError = (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    isClosed = true;
  };
  stdout.on('error', onError);
  stderr.on('error', onError);
  const onPage = createPaint(hasColor(stdout, env, settings));
  const onChat = createPaint(hasColor(stderr, env, settings));
  const progress = openProgress(stderr, { isQuiet: settings.quiet || isSet(env.CI) });
  const columns = stdout.columns ?? (Number(env.COLUMNS) || width.without);
  const pageWidth = Math.min(width.max, Math.max(width.min, columns));
  const warn = (lines: readonly Line[]) => {
    progress.clear();
    if (lines.length > 0) stderr.write(render(lines, onChat));
  };
  return {
    settings,
    host,
    width: pageWidth,
    isClosed: () => isClosed,
    onProgress: progress.report,
    answer(value, page) {
      progress.clear();
      if (isClosed) return;
      const text = settings.json
        ? `${jsonText(value, stdout.isTTY ? 2 : 0)}\n`
        : render(page(pageWidth), onPage);
      stdout.write(text);
    },
    write(text) {
      if (isClosed) return Promise.resolve();
      return new Promise((resolve) => {
        stdout.write(text, () => resolve());
      });
    },
    tell(lines) {
      if (!settings.quiet) warn(lines);
    },
    warn,
    close() {
      progress.clear();
    },
  };
}

function render(lines: readonly Line[], paint: Paint): string {
  return lines.map((parts) => `${renderLine(parts, paint)}\n`).join('');
}

/** https://no-color.org and https://force-color.org; what is said on the command line goes before. */
function hasColor(stream: NodeJS.WriteStream, env: NodeJS.ProcessEnv, { color }: Settings): boolean {
  if (!color || isSet(env.NO_COLOR)) return false;
  const forced = env.FORCE_COLOR;
  if (isSet(forced)) return forced !== '0' && forced !== 'false';
  return stream.isTTY === true && env.TERM !== 'dumb';
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '';
}
