import { readFileSync } from 'node:fs';
import { ScopelightError } from '../model/error.ts';

/** Every mail address in a text, whatever stands around it. */
const mail = /[\w.+'-]+@[\w-]+(?:\.[\w-]+)+/g;

/** Reads the file that `--people` names: a list, table or export of people, of which only the mail addresses count. */
export function readPeopleFile(path: string | undefined): ReadonlySet<string> | undefined {
  if (path === undefined) return undefined;
  const people = new Set([...textOf(path).matchAll(mail)].map(([address]) => address.toLowerCase()));
  if (people.size > 0) return people;
  throw new ScopelightError('usage.invalid', `there is no mail address in \`${path}\``, {
    hint: 'name a file with the mail addresses of everybody who works here, in whatever form',
  });
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new ScopelightError('input.not-found', `the people in \`${path}\` cannot be read`, {
      cause,
      hint: 'name a file with the mail addresses of everybody who works here, in whatever form',
    });
  }
}
