/** Whole weeks of one system; `weeks` are Mondays, `YYYY-MM-DD`. */
export interface Weeks {
  readonly provider: string;
  readonly weeks: readonly string[];
}

/** SQL for the rows of such weeks, whose parameters it names; `day` is SQL for a date. */
export function within(day: string): string {
  return `provider = {provider: String} AND toMonday(${day}) IN {weeks: Array(Date)}`;
}

/** SQL for the calls of such weeks. */
export const callsWithin = within('toDate(time)');
