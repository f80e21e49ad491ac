/** Gives a constant of ours as an SQL string literal. Values from outside are bound as parameters instead. */
export function quote(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
