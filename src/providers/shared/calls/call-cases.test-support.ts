import { readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';

/** Columns of `loads_v1`; those that are named are compared. */
const columns = z.record(z.string(), z.unknown());

const recordCase = z.strictObject({
  name: z.string(),
  /** Fields of the record, over the topic’s defaults. */
  record: columns,
  /** Fields of the defaults that the record lacks. */
  without: z.array(z.string()).default([]),
  expect: columns,
});

const fileCase = z.strictObject({
  name: z.string(),
  /** Content of a file: text as it stands, a list of texts as its lines, anything else as JSON. */
  file: z.unknown(),
  path: z.string().optional(),
  /** The envelope it must be taken for, or why it is left alone. */
  as: z.string(),
  /** One entry a record, in order of `event_id` and then of `reason`. */
  expect: z.array(columns),
  /** Reasons of pieces that were no records. */
  pieces: z.array(z.string()).default([]),
});

const topic = z.strictObject({
  topic: z.string(),
  source: z.array(z.url()),
  defaults: columns.default({}),
  cases: z.array(z.union([recordCase, fileCase])),
});

export type RecordCase = z.infer<typeof recordCase> & { readonly whole: Readonly<Record<string, unknown>> };
export type FileCase = Omit<z.infer<typeof fileCase>, 'file'> & { readonly content: string };

export interface Topic {
  readonly topic: string;
  readonly records: readonly RecordCase[];
  readonly files: readonly FileCase[];
}

/** The cases of a provider’s calls, by topic. */
export function callCases(provider: string): readonly Topic[] {
  const folder = new URL(`../../${provider}/cases/calls/`, import.meta.url);
  return readdirSync(folder)
    .sort()
    .map((name) => {
      const {
        topic: title,
        defaults,
        cases,
      } = topic.parse(JSON.parse(readFileSync(new URL(name, folder), 'utf8')));
      return {
        topic: title,
        records: cases.flatMap((each) =>
          'record' in each ? [{ ...each, whole: wholeOf(each, defaults) }] : [],
        ),
        files: cases.flatMap((each) => {
          if ('record' in each) return [];
          const { file, ...rest } = each;
          return [{ ...rest, content: contentOf(file) }];
        }),
      };
    });
}

function wholeOf(
  { record, without }: z.infer<typeof recordCase>,
  defaults: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const entries = Object.entries({ ...defaults, ...record });
  return Object.fromEntries(entries.filter(([field]) => !without.includes(field)));
}

function contentOf(file: unknown): string {
  if (typeof file === 'string') return file;
  const lines = z.array(z.string()).safeParse(file);
  return lines.success ? lines.data.join('\n') : JSON.stringify(file);
}
