import type { Readable } from 'node:stream';

/** A line beyond this is no question anybody asks; the rest of it is skipped. */
const lineLengthMax = 64 * 1024;

/**
 * Gives the lines of a stream in batches, as they come in, without their line ends. Empty lines are kept, a last
 * line without an end too. A line that is too long is given cut.
 */
export async function* lineBatches(stream: Readable): AsyncGenerator<readonly string[]> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of stream) {
    const lines = `${rest}${decoder.decode(chunk, { stream: true })}`.split('\n');
    rest = (lines.pop() ?? '').slice(0, lineLengthMax);
    if (lines.length > 0) yield lines.map(withoutEnd);
  }
  rest += decoder.decode();
  if (rest !== '') yield [withoutEnd(rest)];
}

function withoutEnd(line: string): string {
  return (line.endsWith('\r') ? line.slice(0, -1) : line).slice(0, lineLengthMax);
}
