import { errorCodes } from '../../src/model/error.ts';

/** What the table in `docs/errors.md` has wrong: one line for each code that is missing, foreign or told otherwise. */
export function errorProblems(page: string): string[] {
  const rows = new Map(
    [...page.matchAll(/^\|\s*`([a-z.-]+)`\s*\|\s*(\d+)\s*\|\s*(\d+)\s*\|/gm)].map(
      ([, code, exit, status]) => [code, `${exit} ${status}`],
    ),
  );
  const known = new Map<string | undefined, string>(
    Object.entries(errorCodes).map(([code, { exit, status }]) => [code, `${exit} ${status}`]),
  );
  return [
    ...[...known].flatMap(([code, facts]) => {
      const told = rows.get(code);
      if (told === undefined) return [`docs/errors.md lacks \`${code}\``];
      return told === facts ? [] : [`docs/errors.md says ${told} of \`${code}\`; the code says ${facts}`];
    }),
    ...[...rows.keys()]
      .filter((code) => !known.has(code))
      .map((code) => `docs/errors.md explains \`${code}\`, which is not there`),
  ];
}
