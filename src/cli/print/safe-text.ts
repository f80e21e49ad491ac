/**
 * Gives text from logs and inventories in a form that a terminal only shows: control characters, escape
 * sequences, line breaks, bidirectional overrides, invisible characters and stacked accents are spelled out
 * (`\x1b`, `\u{202e}`). What is longer than `lengthMax` characters is cut, and says so.
 */
export function safeText(value: string, lengthMax = 4_000): string {
  const isLong = value.length > lengthMax;
  const shown = (isLong ? value.slice(0, lengthMax) : value).replace(unsafe, spell);
  return isLong ? `${shown}… (${value.length - lengthMax} more characters)` : shown;
}

/** No space but the plain one is told from others by eye; marks are shown on a letter, two at most. */
const unsafe =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]|(?! )\p{Zs}|(?<![\p{L}\p{N}\p{M}])\p{M}|(?<=\p{M}{2})\p{M}/gu;

const named: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function spell(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x100) return named[character] ?? `\\x${code.toString(16).padStart(2, '0')}`;
  return `\\u{${code.toString(16)}}`;
}
