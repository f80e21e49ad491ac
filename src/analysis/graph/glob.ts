/** Tells whether two patterns (`*` any text, `?` one character) have a text in common; a text is a pattern, too. */
export function globsOverlap(left: string, right: string): boolean {
  // Of most pairs the beginnings differ, and a search compares millions of them.
  let begin = 0;
  while (begin < left.length && begin < right.length) {
    const [one, other] = [left.charCodeAt(begin), right.charCodeAt(begin)];
    if (one === star || other === star) break;
    if (one !== other && one !== any && other !== any) return false;
    begin++;
  }
  return restsOverlap(left.slice(begin), right.slice(begin));
}

const star = '*'.charCodeAt(0);
const any = '?'.charCodeAt(0);

function restsOverlap(left: string, right: string): boolean {
  if (left === '*' || right === '*') return true;
  if (left === '' || right === '') return isStars(left + right, 0);
  // Cells of one row: whether the rest of `right` from there on has a text in common with the rest of `left`.
  let below = rowOf(right, (at) => isStars(right, at));
  for (let index = left.length - 1; index >= 0; index--) {
    const letter = left[index];
    const row: boolean[] = new Array(right.length + 1).fill(false);
    for (let at = right.length; at >= 0; at--) {
      const other = right[at];
      if (letter === '*') row[at] = below[at] === true || (other !== undefined && row[at + 1] === true);
      else if (other === '*') row[at] = row[at + 1] === true || below[at] === true;
      else
        row[at] =
          other !== undefined &&
          (letter === other || letter === '?' || other === '?') &&
          below[at + 1] === true;
    }
    below = row;
  }
  return below[0] === true;
}

/** Whether a text is a pattern that more than itself matches. */
export function isGlob(text: string): boolean {
  return /[*?]/.test(text);
}

/** The pattern as one of SQL’s `LIKE`. */
export function likeOf(glob: string): string {
  return glob
    .replace(/[\\%_]/g, (letter) => `\\${letter}`)
    .replaceAll('*', '%')
    .replaceAll('?', '_');
}

function rowOf(text: string, cell: (at: number) => boolean): boolean[] {
  return Array.from({ length: text.length + 1 }, (_, at) => cell(at));
}

function isStars(text: string, at: number): boolean {
  return /^\**$/.test(text.slice(at));
}
