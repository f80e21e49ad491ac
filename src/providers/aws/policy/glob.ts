import type { Piece } from './template.ts';

/** Tests one text. */
export type TextTest = (text: string) => boolean;

/**
 * Compiles a wildcard pattern: `*` matches any run of characters and `?` any one character, in the pieces
 * that are not plain. Matching takes time in proportion to text × pattern at worst, never more.
 */
export function compileGlob(pieces: readonly Piece[]): TextTest {
  const blocks = blocksOf(pieces);
  const [first, ...rest] = blocks;
  if (first === undefined) return (text) => text === '';
  if (blocks.every((block) => block.hasOne === false)) return compilePlain(blocks.map((block) => block.text));
  if (rest.length === 0) return (text) => text.length === first.text.length && matchesAt(first, text, 0);
  return (text) => matchesBlocks(blocks, text);
}

/** Compiles a pattern whose whole text may hold wildcards. */
export function compileGlobText(pattern: string): TextTest {
  return compileGlob([{ text: pattern, isPlain: false }]);
}

/** A stretch between two `*`. `ones` marks the positions of `?`. */
interface Block {
  readonly text: string;
  readonly ones: readonly boolean[];
  readonly hasOne: boolean;
}

function blocksOf(pieces: readonly Piece[]): readonly Block[] {
  const blocks: Block[] = [];
  let text = '';
  let ones: boolean[] = [];
  const close = () => {
    blocks.push({ text, ones, hasOne: ones.includes(true) });
    text = '';
    ones = [];
  };
  for (const piece of pieces) {
    for (let i = 0; i < piece.text.length; i++) {
      const character = piece.text.charAt(i);
      if (character === '*' && !piece.isPlain) {
        close();
        continue;
      }
      text += character;
      ones.push(character === '?' && !piece.isPlain);
    }
  }
  close();
  return blocks;
}

function compilePlain(texts: readonly string[]): TextTest {
  const first = texts[0] ?? '';
  const last = texts.at(-1) ?? '';
  const middle = texts.slice(1, -1).filter((text) => text !== '');
  if (texts.length === 1) return (text) => text === first;
  if (middle.length === 0) {
    if (first === '' && last === '') return () => true;
    if (last === '') return (text) => text.startsWith(first);
    const lengthMin = first.length + last.length;
    return (text) => text.length >= lengthMin && text.startsWith(first) && text.endsWith(last);
  }
  return (text) => {
    if (!text.startsWith(first)) return false;
    let position = first.length;
    for (const wanted of middle) {
      const found = text.indexOf(wanted, position);
      if (found < 0) return false;
      position = found + wanted.length;
    }
    return text.length - last.length >= position && text.endsWith(last);
  };
}

function matchesBlocks(blocks: readonly Block[], text: string): boolean {
  const first = blocks[0];
  const last = blocks.at(-1);
  if (first === undefined || last === undefined || !matchesAt(first, text, 0)) return false;
  let position = first.text.length;
  for (let i = 1; i < blocks.length - 1; i++) {
    const block = blocks[i];
    if (block === undefined) return false;
    while (!matchesAt(block, text, position)) {
      position += 1;
      if (position + block.text.length > text.length) return false;
    }
    position += block.text.length;
  }
  const tail = text.length - last.text.length;
  return tail >= position && matchesAt(last, text, tail);
}

function matchesAt(block: Block, text: string, position: number): boolean {
  if (position + block.text.length > text.length) return false;
  if (!block.hasOne) return text.startsWith(block.text, position);
  for (let i = 0; i < block.text.length; i++) {
    if (block.ones[i] !== true && block.text.charCodeAt(i) !== text.charCodeAt(position + i)) return false;
  }
  return true;
}
