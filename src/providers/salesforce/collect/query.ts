import { z } from 'zod';

const version = '/services/data/v61.0';

/** Gives the request for a query. */
export function queryPath(soql: string): string {
  return `${version}/query?${new URLSearchParams({ q: soql.replaceAll(/\s+/g, ' ') })}`;
}

/** Gives the request for a resource below the API’s version. */
export function resourcePath(path: string): string {
  return `${version}/${path}`;
}

const paged = z.looseObject({ nextRecordsUrl: z.string().startsWith('/services/data/') });

/** Finds where a query goes on. */
export function nextRecords(page: unknown): string | undefined {
  return paged.safeParse(page).data?.nextRecordsUrl;
}

const records = z.looseObject({ records: z.array(z.unknown()) });

/** Gives the records of a page that are as they should be. */
export function recordsOf<Row extends z.ZodType>(page: unknown, row: Row): readonly z.infer<Row>[] {
  return (records.safeParse(page).data?.records ?? []).flatMap((each) => row.safeParse(each).data ?? []);
}
