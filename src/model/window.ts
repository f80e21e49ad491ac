/** A span of time asked for; UTC epoch milliseconds. What is left open is set by the logs held. */
export interface Window {
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  /** Length, counted back from the end. */
  readonly days?: number | undefined;
}

/** A span of time with both ends; `from` inclusive, `to` exclusive. */
export interface Span {
  readonly from: number;
  readonly to: number;
}
