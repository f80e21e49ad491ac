import type { Dormancy } from '../../model/dormancy.ts';

/** Words by which people name what is rarely used, and how long such a thing may rest. */
interface Hint {
  readonly hint: string;
  readonly words: RegExp;
  /** Undefined: it may never be used at all, and that is good. */
  readonly restDays?: number;
}

/** The first that fits counts. Names are compared in lower case, cut into words by anything that is no letter or digit. */
const hints: readonly Hint[] = [
  {
    hint: 'break-glass access',
    words: / (break ?glass|emergency|fire ?call|fire ?fighter|panic|last resort) /,
  },
  { hint: 'disaster recovery', words: / (disaster( recovery)?|dr|drp|failover|fail over|bcp|cold standby) / },
  { hint: 'restoring backups', words: / (restore|restorer|backup restore|recovery) / },
  { hint: 'incident response', words: / (incident|incident response|forensics?) / },
  { hint: 'a yearly job', words: / (yearly|annual|annually|year end|yearend|new year) /, restDays: 400 },
  {
    hint: 'certificate renewal',
    words: / (cert|certs|certificate) (renew|renewal|rotation) /,
    restDays: 400,
  },
  { hint: 'an audit', words: / (auditor|external audit|audit access) /, restDays: 400 },
  {
    hint: 'a seasonal peak',
    words: / (black friday|cyber monday|christmas|xmas|peak season|seasonal) /,
    restDays: 400,
  },
  { hint: 'a half-yearly job', words: / (half yearly|semi annual|biannual) /, restDays: 215 },
  { hint: 'a quarterly job', words: / (quarterly|quarter end|quarter) /, restDays: 115 },
  { hint: 'a monthly job', words: / (monthly|month end|monthend) /, restDays: 45 },
];

/** Where a hint may stand. */
export interface Naming {
  readonly name: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** Says whether names and labels tell that something is rarely used. */
export function rarePurpose({ name, tags }: Naming): Dormancy['purpose'] {
  const places: readonly (readonly [seenIn: string, text: string])[] = [
    [`its name \`${name}\``, name],
    ...Object.entries(tags).map(([key, value]) => [`its tag \`${key}\``, `${key} ${value}`] as const),
  ];
  for (const { hint, words, restDays } of hints) {
    const found = places.find(([, text]) => words.test(wordsOf(text)));
    if (found) return { hint, seenIn: found[0], restDays: restDays ?? null };
  }
  return null;
}

/** `BreakGlassAdmin` and `break-glass_admin` both read ` break glass admin `. */
function wordsOf(text: string): string {
  const cut = text.slice(0, textLengthMax).replace(/([a-z0-9])([A-Z])/g, '$1 $2');
  return ` ${cut
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()} `;
}

const textLengthMax = 512;
