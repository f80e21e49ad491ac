import { type Line, lineWidth, type Run, run } from './run.ts';

export interface WrapOptions {
  readonly width: number;
  /** Blanks before every line. */
  readonly indent?: number;
  /** Blanks more before every line but the first. */
  readonly hang?: number;
}

/** Even where there is hardly any room, every line takes some text. */
const roomMin = 8;

/** Breaks a line at blanks so that it fits; a word longer than a line is broken anywhere. */
export function wrap(parts: Line, { width, indent = 0, hang = 0 }: WrapOptions): Line[] {
  const lines: Run[][] = [];
  const whole = Math.max(roomMin, width - indent - hang);
  let isLineStart = true;
  let room = 0;
  const breakLine = () => {
    const blanks = indent + (lines.length === 0 ? 0 : hang);
    lines.push(blanks === 0 ? [] : [run(' '.repeat(blanks))]);
    room = Math.max(roomMin, width - blanks);
    isLineStart = true;
  };
  breakLine();
  for (const word of wordsOf(parts)) {
    const size = lineWidth(word);
    const isBlank = word[0]?.text.startsWith(' ') === true;
    if (isBlank && (isLineStart || size > room)) continue;
    // A word that has to be broken anyway, such as a long path, begins where it stands.
    if (size > room && !isLineStart && (size <= whole || room < roomMin)) breakLine();
    for (let rest of word) {
      while (rest.width > room) {
        const head = rest.head(room);
        lines.at(-1)?.push(head);
        rest = rest.after(head.text.length);
        breakLine();
      }
      lines.at(-1)?.push(rest);
      room -= rest.width;
    }
    isLineStart = false;
  }
  return lines;
}

/** Words and the blanks between them; a word may change its ink half-way. */
function wordsOf(parts: Line): Line[] {
  const words: Run[][] = [];
  let isLastBlank: boolean | undefined;
  for (const piece of parts.flatMap((part) => part.words())) {
    const isBlank = piece.text.startsWith(' ');
    if (isBlank === isLastBlank) words.at(-1)?.push(piece);
    else words.push([piece]);
    isLastBlank = isBlank;
  }
  return words;
}
