/**
 * Files in the order of the days that their paths name, whichever account or region comes first in them; files that
 * name none come before. Neighbours then hold calls of the same weeks, so that what is written at once falls into few
 * partitions. Only speed and memory depend on it.
 */
export function byDate<File>(files: readonly File[], pathOf: (file: File) => string): readonly File[] {
  return files
    .map((file) => ({ file, path: pathOf(file), date: dateIn(pathOf(file)) }))
    .sort((a, b) => compare(a.date, b.date) || compare(a.path, b.path))
    .map(({ file }) => file);
}

const dates = /(?<!\d)(20\d\d)([-_/.]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)/;

function dateIn(path: string): string {
  const [, year = '', , month = '', day = ''] = dates.exec(path) ?? [];
  return `${year}${month}${day}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
