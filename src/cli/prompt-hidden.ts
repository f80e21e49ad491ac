import type { Host } from './host.ts';

/** What a terminal sends around a paste, once it was asked to. */
const paste = { on: '\u001b[?2004h', off: '\u001b[?2004l', from: '\u001b[200~', to: '\u001b[201~' } as const;
const keys = { interrupt: '\u0003', endOfInput: '\u0004', erase: '\u007f', eraseLine: '\u0015' } as const;

/**
 * Asks for text on a terminal without showing what is typed or pasted, several lines too. Ends at Enter, or at the end
 * of input.
 * @returns undefined when it was interrupted
 */
export async function promptHidden(
  { stdin, stderr }: Host,
  question: string,
  bytesMax: number,
): Promise<string | undefined> {
  stdin.setRawMode?.(true);
  stderr.write(`${question}${paste.on}`);
  try {
    return await typed(stdin, bytesMax);
  } finally {
    stdin.setRawMode?.(false);
    stderr.write(`${paste.off}\n`);
  }
}

async function typed(stdin: Host['stdin'], bytesMax: number): Promise<string | undefined> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of stdin) {
    text += decoder.decode(chunk, { stream: true });
    if (text.includes(keys.interrupt)) return undefined;
    const isPasting = text.lastIndexOf(paste.from) > text.lastIndexOf(paste.to);
    // A terminal that does not mark a paste sends it in one piece: its last character tells whether Enter ended it.
    const isDone = /[\r\n]$/.test(text) && lineOf(text) !== '';
    if ((!isPasting && isDone) || text.includes(keys.endOfInput) || text.length > bytesMax) break;
  }
  return lineOf(text);
}

/** The text as the reader meant it: marks of a paste taken out, erased characters gone. */
function lineOf(text: string): string {
  const plain = text.replaceAll(paste.from, '').replaceAll(paste.to, '').replaceAll(keys.endOfInput, '');
  const kept: string[] = [];
  for (const letter of plain) {
    if (letter === keys.erase || letter === '\b') kept.pop();
    else if (letter === keys.eraseLine) kept.length = 0;
    else kept.push(letter === '\r' ? '\n' : letter);
  }
  return kept.join('').trim();
}
