/** Texts in order, each once. */
export function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].sort(order);
}

/** Compares text by its code units, the same everywhere. */
export function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
