/** How a kind of recording is called in a sentence: `get pods` for `shown:get pods`. */
export function recordWords(kind: string | undefined): string {
  return (kind ?? '').replace(/^shown:/, '');
}
