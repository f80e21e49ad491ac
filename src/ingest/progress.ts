/** How far a long piece of work has come. */
export interface Progress {
  /** What is being done, for people: `reading files`, `loading`, … */
  readonly stage: string;
  readonly done: number;
  readonly total: number;
  readonly note?: string;
}

export type OnProgress = (progress: Progress) => void;
