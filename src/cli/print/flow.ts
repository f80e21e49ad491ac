import { type Line, lineWidth, run } from './run.ts';

interface FlowOptions {
  readonly width: number;
  readonly indent: number;
}

const gap = 4;

/** Sets entries beside each other, as many as fit on a line; an entry itself is never broken. */
export function flow(entries: readonly Line[], { width, indent }: FlowOptions): Line[] {
  const lines: Line[] = [];
  for (const entry of entries) {
    const last = lines.at(-1);
    if (last !== undefined && lineWidth(last) + gap + lineWidth(entry) <= width) {
      lines[lines.length - 1] = [...last, run(' '.repeat(gap)), ...entry];
    } else {
      lines.push([run(' '.repeat(indent)), ...entry]);
    }
  }
  return lines;
}
