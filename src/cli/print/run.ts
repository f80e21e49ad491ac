import type { Ink, Paint } from './ink.ts';
import { safeText } from './safe-text.ts';
import { headOf, tailOf, textWidth } from './text-width.ts';

/**
 * A run of text in one ink. Printing takes nothing but runs.
 * INVARIANT: its text has passed `safeText`, or is a part of such text.
 */
export class Run {
  readonly text: string;
  readonly ink: Ink;
  readonly width: number;

  private constructor(text: string, ink: Ink) {
    this.text = text;
    this.ink = ink;
    this.width = textWidth(text);
  }

  static of(raw: string, ink: Ink): Run {
    return new Run(safeText(raw), ink);
  }

  /** The longest beginning that fits into `widthMax` columns. */
  head(widthMax: number): Run {
    return new Run(headOf(this.text, widthMax), this.ink);
  }

  /** The longest end that fits into `widthMax` columns. */
  tail(widthMax: number): Run {
    return new Run(tailOf(this.text, widthMax), this.ink);
  }

  /** What follows the first `length` UTF-16 units; they must end with a whole character. */
  after(length: number): Run {
    return new Run(this.text.slice(length), this.ink);
  }

  /** Its words and the blanks between them, in order. */
  words(): Run[] {
    const pieces = this.text.match(/ +|[^ ]+/g) ?? [];
    return pieces.map((piece) => new Run(piece, this.ink));
  }

  trimEnd(): Run {
    return new Run(this.text.trimEnd(), this.ink);
  }
}

/** One line of output. */
export type Line = readonly Run[];

export function run(text: string, ink: Ink = 'plain'): Run {
  return Run.of(text, ink);
}

/** Makes a line of plain text and runs: `line('used ', run('26', 'strong'))`. */
export function line(...parts: readonly (string | Run)[]): Line {
  return parts.map((part) => (typeof part === 'string' ? run(part) : part));
}

export function lineWidth(parts: Line): number {
  return parts.reduce((sum, part) => sum + part.width, 0);
}

/** Gives the line as text for a terminal, without blanks at its end. */
export function renderLine(parts: Line, paint: Paint): string {
  const last = parts.findLastIndex((part) => part.text.trimEnd() !== '');
  const strokes: { text: string; readonly ink: Ink }[] = [];
  parts.slice(0, last + 1).forEach((part, index) => {
    const { text, ink } = index === last ? part.trimEnd() : part;
    // A left-to-right mark keeps right-to-left text from pulling the columns after it along.
    const placed = rightToLeft.test(text) ? `${text}\u200e` : text;
    const before = strokes.at(-1);
    if (before?.ink === ink) before.text += placed;
    else strokes.push({ text: placed, ink });
  });
  return strokes.map(({ text, ink }) => paint(text, ink)).join('');
}

const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** What is kept of a line that is too long; an id tells more by both its ends. */
export type Cut = 'end' | 'middle';

/** Cuts a line to at most `width` columns; an ellipsis stands for what is gone. */
export function fitLine(parts: Line, width: number, cut: Cut = 'end'): Line {
  if (lineWidth(parts) <= width) return parts;
  const [first] = parts;
  if (cut === 'middle' && first !== undefined && parts.length === 1) {
    const tail = first.tail(Math.ceil((width - 1) / 2));
    return [first.head(width - 1 - tail.width), run('…', first.ink), tail];
  }
  const fitted: Run[] = [];
  let left = width - 1;
  for (const part of parts) {
    if (part.width > left) return [...fitted, part.head(left), run('…', part.ink)];
    fitted.push(part);
    left -= part.width;
  }
  return fitted;
}

export type Align = 'left' | 'right';

/** Fills a line with blanks to `width` columns. */
export function padLine(parts: Line, width: number, align: Align = 'left'): Line {
  const missing = width - lineWidth(parts);
  if (missing <= 0) return parts;
  const blank = run(' '.repeat(missing));
  return align === 'left' ? [...parts, blank] : [blank, ...parts];
}
