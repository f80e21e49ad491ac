/** Quotes a word for a POSIX shell: names come from logs, and stay one word whatever they hold. */
export function shellWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
