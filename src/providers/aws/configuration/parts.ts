import { z } from 'zod';

const record = z.record(z.string(), z.unknown());

/** The fields of an object; none of anything else. */
export function listIn(value: unknown): Readonly<Record<string, unknown>> {
  return record.safeParse(value).data ?? {};
}

/** A field that is text. */
export function textIn(value: unknown, name: string): string | undefined {
  const field = listIn(value)[name];
  return typeof field === 'string' && field !== '' ? field : undefined;
}

/** A field that is a list of texts, or one text. */
export function textsIn(value: unknown, name: string): readonly string[] {
  const field = listIn(value)[name];
  const list: readonly unknown[] = Array.isArray(field) ? field : [field];
  return list.filter((item) => typeof item === 'string');
}

/** A field that is a list of objects, or one object. */
export function recordsIn(value: unknown, name: string): readonly Readonly<Record<string, unknown>>[] {
  const field = listIn(value)[name];
  const list: readonly unknown[] = Array.isArray(field) ? field : [field];
  return list.flatMap((item) => {
    const read = record.safeParse(item);
    return read.success ? [read.data] : [];
  });
}
