/** Gives the number of terminal columns that text takes; it must have passed `safeText`. */
export function textWidth(text: string): number {
  if (/^[\x20-\x7e]*$/.test(text)) return text.length;
  let width = 0;
  for (const character of text) width += characterWidth(character);
  return width;
}

/** Gives the longest beginning of `text` that fits into `widthMax` columns. */
export function headOf(text: string, widthMax: number): string {
  let width = 0;
  let length = 0;
  for (const character of text) {
    width += characterWidth(character);
    if (width > widthMax) break;
    length += character.length;
  }
  return text.slice(0, length);
}

/** Gives the longest end of `text` that fits into `widthMax` columns. */
export function tailOf(text: string, widthMax: number): string {
  let width = 0;
  let length = 0;
  for (const character of [...text].reverse()) {
    width += characterWidth(character);
    if (width > widthMax) break;
    length += character.length;
  }
  // An accent whose letter did not fit would sit on something else.
  return text.slice(text.length - length).replace(/^\p{M}+/u, '');
}

/** East Asian wide and full-width blocks, and pictures that terminals draw in two columns. */
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{17000}-\u{18cff}\u{1b000}-\u{1b2ff}\u{1f200}-\u{1f2ff}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u;

function characterWidth(character: string): number {
  if (/\p{M}/u.test(character)) return 0;
  return wide.test(character) ? 2 : 1;
}
