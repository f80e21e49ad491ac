import { expressionEnd, skipBlanks, stringEnd } from './hcl-extent.ts';

/** An attribute: its expression as written, and where it stands. */
export interface HclAttribute {
  readonly name: string;
  readonly expression: string;
  readonly line: number;
}

export interface HclBlock {
  readonly type: string;
  readonly labels: readonly string[];
  readonly body: HclBody;
  readonly line: number;
}

export interface HclBody {
  readonly attributes: readonly HclAttribute[];
  readonly blocks: readonly HclBlock[];
}

/** How deep blocks may lie in one another. */
const depthMax = 50;

/**
 * Reads the structure of an HCL file: blocks and attributes, expressions unread.
 * @throws {SyntaxError} with the line, where the text is no HCL
 */
export function readHclBody(text: string): HclBody {
  const lines = lineStarts(text);
  const lineAt = (at: number): number => lineOf(lines, at);
  const { body, end } = bodyFrom(text, 0, 0, lineAt);
  if (end < text.length) throw new SyntaxError(`line ${lineAt(end)}: a bracket closes nothing`);
  return body;
}

function bodyFrom(
  text: string,
  from: number,
  depth: number,
  lineAt: (at: number) => number,
): { readonly body: HclBody; readonly end: number } {
  if (depth > depthMax) throw new SyntaxError(`line ${lineAt(from)}: blocks lie too deep in one another`);
  const attributes: HclAttribute[] = [];
  const blocks: HclBlock[] = [];
  let at = skipBlanks(text, from, true);
  while (at < text.length && text[at] !== '}') {
    const line = lineAt(at);
    const [name] = /^[\p{L}_][\p{L}\p{N}_-]*/u.exec(text.slice(at, at + 200)) ?? [];
    if (name === undefined) throw new SyntaxError(`line ${line}: neither a block nor an attribute`);
    at = skipBlanks(text, at + name.length, false);
    if (text[at] === '=' && text[at + 1] !== '=') {
      const start = skipBlanks(text, at + 1, false);
      const end = expressionEnd(text, start);
      attributes.push({ name, expression: text.slice(start, end).trim(), line });
      at = end;
      if (text[at] === ',') at++;
    } else {
      const { labels, at: opening } = labelsFrom(text, at);
      if (text[opening] !== '{')
        throw new SyntaxError(`line ${line}: \`${name}\` is followed by neither \`=\` nor \`{\``);
      const inner = bodyFrom(text, opening + 1, depth + 1, lineAt);
      if (text[inner.end] !== '}') throw new SyntaxError(`line ${line}: the block is not closed`);
      blocks.push({ type: name, labels, body: inner.body, line });
      at = inner.end + 1;
    }
    at = skipBlanks(text, at, true);
  }
  return { body: { attributes, blocks }, end: at };
}

function labelsFrom(text: string, from: number): { readonly labels: readonly string[]; readonly at: number } {
  const labels: string[] = [];
  let at = from;
  for (;;) {
    at = skipBlanks(text, at, false);
    const [bare] = /^[\p{L}_][\p{L}\p{N}_-]*/u.exec(text.slice(at, at + 200)) ?? [];
    if (text[at] === '"') {
      const end = stringEnd(text, at);
      labels.push(text.slice(at + 1, end - 1));
      at = end;
    } else if (bare !== undefined) {
      labels.push(bare);
      at += bare.length;
    } else return { labels, at };
  }
}

function lineStarts(text: string): readonly number[] {
  return [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
}

function lineOf(starts: readonly number[], at: number): number {
  let low = 0;
  let high = starts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= at) low = middle;
    else high = middle;
  }
  return low + 1;
}
