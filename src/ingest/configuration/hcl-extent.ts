/** Finds where pieces of HCL end, whatever lies in them: strings with templates, here-documents, comments, brackets. */

/** The position after the blanks, line breaks and comments that begin at `at`. */
export function skipBlanks(text: string, at: number, isAcrossLines: boolean): number {
  let next = at;
  for (;;) {
    const letter = text[next];
    if (letter === ' ' || letter === '\t' || letter === '\r' || (isAcrossLines && letter === '\n')) next++;
    else if (isComment(text, next)) next = afterComment(text, next);
    else return next;
  }
}

/**
 * The position at which an expression that begins at `at` ends: before a line break, comma, closing bracket or comment that
 * is not inside of it.
 */
export function expressionEnd(text: string, at: number): number {
  let next = at;
  let depth = 0;
  while (next < text.length) {
    const letter = text[next] ?? '';
    if (depth === 0 && (letter === '\n' || letter === ',' || isComment(text, next))) return next;
    if (isComment(text, next)) next = afterComment(text, next);
    else if (letter === '"') next = stringEnd(text, next);
    else if (text.startsWith('<<', next)) next = hereDocument(text, next)?.end ?? next + 2;
    else if ('([{'.includes(letter)) {
      depth++;
      next++;
    } else if (')]}'.includes(letter)) {
      if (depth === 0) return next;
      depth--;
      next++;
    } else next++;
  }
  return next;
}

/** The position after a string that begins with the quote at `at`. */
export function stringEnd(text: string, at: number): number {
  let next = at + 1;
  while (next < text.length) {
    const letter = text[next];
    if (letter === '\\') next += 2;
    else if (letter === '"') return next + 1;
    else if (isTemplate(text, next)) next = templateEnd(text, next);
    else next++;
  }
  return next;
}

/** The position after a template that begins with `${` or `%{` at `at`. */
export function templateEnd(text: string, at: number): number {
  let next = at + 2;
  let depth = 1;
  while (next < text.length && depth > 0) {
    const letter = text[next];
    if (letter === '"') next = stringEnd(text, next);
    else {
      if (letter === '{') depth++;
      if (letter === '}') depth--;
      next++;
    }
  }
  return next;
}

/** Whether a template begins at a position; `$${` is an escape. */
export function isTemplate(text: string, at: number): boolean {
  return (text[at] === '$' || text[at] === '%') && text[at + 1] === '{' && text[at - 1] !== text[at];
}

/** A here-document that begins at `at`: its text, and where it ends. */
export function hereDocument(
  text: string,
  at: number,
): { readonly body: string; readonly end: number } | undefined {
  const head = /^<<(-?)([A-Za-z_][\w-]*)[ \t]*\r?\n/.exec(text.slice(at, at + 200));
  if (head === null) return undefined;
  const [opening, dash, word = ''] = head;
  const from = at + opening.length;
  const close = new RegExp(`^[ \\t]*${word}[ \\t]*\\r?$`, 'm').exec(text.slice(from));
  if (close === null) return { body: text.slice(from), end: text.length };
  const body = text.slice(from, from + close.index);
  return { body: dash === '-' ? outdented(body) : body, end: from + close.index + close[0].length };
}

function outdented(body: string): string {
  const lines = body.split('\n');
  const depths = lines.filter((line) => line.trim() !== '').map((line) => line.search(/\S/));
  const depth = Math.min(...depths);
  return Number.isFinite(depth) ? lines.map((line) => line.slice(depth)).join('\n') : body;
}

function isComment(text: string, at: number): boolean {
  return text[at] === '#' || (text[at] === '/' && (text[at + 1] === '/' || text[at + 1] === '*'));
}

function afterComment(text: string, at: number): number {
  const isBlock = text[at] === '/' && text[at + 1] === '*';
  const end = text.indexOf(isBlock ? '*/' : '\n', at + 1);
  if (end < 0) return text.length;
  return isBlock ? end + 2 : end;
}
