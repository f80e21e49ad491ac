import { InvalidArgumentError, Option } from '@commander-js/extra-typings';
import { type AccountName, accountName } from '../ingest/account-names.ts';
import { ScopelightError } from '../model/error.ts';
import { severities } from '../model/finding.ts';
import type { Window } from '../model/window.ts';

/** Where the loaded logs are kept: a directory, or the URL of a server. */
export function dataOption() {
  return new Option('--data <where>', 'directory of the data, or URL of a ClickHouse server')
    .env('SCOPELIGHT_DATA')
    .default('.scopelight/data');
}

/** For providers whose permissions are not known beforehand. */
export function documentsOption() {
  return new Option('--documents <file...>', 'OpenAPI documents of your own API, whose scopes are meant');
}

export function windowOption() {
  return new Option('--window <length>', 'how far back to look from the end, such as 90d or 12w').argParser(
    parseLength,
  );
}

export function fromOption() {
  return new Option('--from <time>', 'first day or moment to look at, ISO 8601 in UTC').argParser((text) =>
    parseTime(text, 0),
  );
}

export function toOption() {
  return new Option('--to <time>', 'last day or moment to look at; a day counts whole').argParser((text) =>
    parseTime(text, dayMs),
  );
}

export function inventoryOption() {
  return new Option('--inventory <path...>', 'exported inventories: what tokens may do');
}

/** For logs and exports that do not name the account, cluster or organisation they are of. */
export function accountOption() {
  return new Option(
    '--account <name[=path]>',
    'the cluster, organisation or API that files are of which do not say so; with a path, the files below it',
  )
    .argParser(parseAccountName)
    .default([] as readonly AccountName[], 'none');
}

/** May be given several times. */
function parseAccountName(text: string, before: readonly AccountName[]): readonly AccountName[] {
  const [, given = '', path] = /^([^=]*)(?:=(.+))?$/s.exec(text) ?? [];
  const { data: name, error } = accountName.safeParse(given);
  if (name === undefined) {
    const [said = ''] = error?.issues.map(({ message }) => message) ?? [];
    throw new InvalidArgumentError(`${said}, or NAME=PATH.`);
  }
  return [...before, { name, path }];
}

export function failOnOption() {
  return new Option('--fail-on <severity>', 'exit with 1 when there is a finding as severe as this').choices(
    severities,
  );
}

export function muteOption() {
  return new Option('--mute <file>', 'leave out what this file names: a finding’s id or a rule on each line');
}

export function rulesOption() {
  return new Option('--rules <file>', 'rules of your own in YAML, checked when they are read');
}

export function peopleOption() {
  return new Option(
    '--people <file>',
    'who works here, by mail address: tokens of others are told as leavers’ tokens',
  );
}

export function reviewsOption() {
  return new Option(
    '--reviews <file>',
    'who reviewed which role when, a line each (role,who,day): changes up to then are told no more',
  );
}

export function idleDaysOption() {
  return new Option('--idle-days <days>', 'days without use that make a token worth a look')
    .argParser(parseCount(1))
    .default(60);
}

/** A whole number from `min`. */
export function parseCount(min: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (Number.isSafeInteger(value) && value >= min && /^\d+$/.test(text)) return value;
    throw new InvalidArgumentError(`It takes a whole number from ${min}.`);
  };
}

/** A number above 0, such as 0.5. */
export function parseFactor(text: string): number {
  const value = Number(text);
  if (Number.isFinite(value) && value > 0 && /^[\d.]+$/.test(text)) return value;
  throw new InvalidArgumentError('It takes a number above 0.');
}

interface WindowOptions {
  readonly window?: number | undefined;
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

/** Gives the window options in the form that services take. */
export function windowOf({ window, from, to }: WindowOptions): Window {
  if (window !== undefined && from !== undefined) {
    throw new ScopelightError('usage.invalid', '`--window` and `--from` both say where to begin', {
      hint: 'give one of them',
    });
  }
  if (from !== undefined && to !== undefined && from >= to) {
    throw new ScopelightError('usage.invalid', '`--from` is not before `--to`', {
      hint: 'times are in UTC; a day given for `--to` counts whole',
    });
  }
  return { from, to, days: window };
}

const dayMs = 86_400_000;
const yearsMax = 100;

/** A length in days: `90d`, `12w`, or a bare number of days. */
export function parseLength(text: string): number {
  const [, amount = '', unit = 'd'] = /^(\d{1,5})([dw]?)$/.exec(text) ?? [];
  const days = Number(amount) * (unit === 'w' ? 7 : 1);
  if (amount !== '' && days >= 1 && days <= yearsMax * 366) return days;
  throw new InvalidArgumentError('It takes days or weeks, such as 90d or 12w.');
}

/** A day without a time stands for its first moment plus `wholeDay`. */
export function parseTime(text: string, wholeDay: number): number {
  const [, day = '', time = '', offset = 'Z'] = timePattern.exec(text) ?? [];
  // Without an offset JavaScript takes the local time of whoever runs the command, and it takes 30 February.
  const at = Date.parse(`${day}T${time || '00:00'}${offset}`);
  const isInCalendar = !Number.isNaN(at) && new Date(`${day}T00:00Z`).toISOString().startsWith(day);
  if (day === '' || !isInCalendar) {
    throw new InvalidArgumentError('It takes a day (2026-09-30) or a moment (2026-09-30T12:00Z).');
  }
  return time === '' ? at + wholeDay : at;
}

const timePattern = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?)(Z|[+-]\d{2}:\d{2})?)?$/;
