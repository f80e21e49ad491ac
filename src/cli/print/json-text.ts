/**
 * Gives a value as JSON text that is safe on a terminal too: what could move the cursor, reorder or hide text is
 * escaped, and a parser reads the same value.
 */
export function jsonText(value: unknown, indent = 0): string {
  return JSON.stringify(value, undefined, indent).replace(unsafe, spell);
}

/** JSON.stringify itself escapes what lies below the blank, and halves of characters. */
const unsafe = /[\u007f-\u009f]|\p{Cf}|\p{Zl}|\p{Zp}/gu;

function spell(character: string): string {
  let escaped = '';
  for (let i = 0; i < character.length; i++) {
    escaped += `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`;
  }
  return escaped;
}
