import { ScopelightError } from '../model/error.ts';
import { readTextFile } from './read-text-file.ts';

const hint = 'name a file with the mail addresses of everybody who works here, in whatever form';

/** Every mail address in a text, whatever stands around it. */
const mail = /[\w.+'-]+@[\w-]+(?:\.[\w-]+)+/g;

/** Reads the file that `--people` names: a list, table or export of people, of which only the mail addresses count. */
export function readPeopleFile(path: string | undefined): ReadonlySet<string> | undefined {
  if (path === undefined) return undefined;
  const people = new Set(
    [...readTextFile(path, 'the people', hint).matchAll(mail)].map(([address]) => address.toLowerCase()),
  );
  if (people.size > 0) return people;
  throw new ScopelightError('usage.invalid', `there is no mail address in \`${path}\``, {
    hint,
  });
}
