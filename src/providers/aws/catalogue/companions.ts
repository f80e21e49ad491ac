import { lazy, wordsOf } from '../../shared/catalogue/catalogue-file.ts';
import { linesOf, readSections } from './data-file.ts';

const byPermission = lazy(
  () =>
    new Map(
      readSections('companions.tsv').flatMap((section) => {
        const [service = ''] = section.head;
        return linesOf(section).map(([action = '', names]): [string, readonly string[]] => [
          `${service}:${action}`,
          wordsOf(names).map((name) => (name.includes(':') ? name : `${service}:${name}`)),
        ]);
      }),
    ),
);

/**
 * Permission → permissions that the same call may check without leaving a record of their own, for example tagging what
 * `ec2:RunInstances` makes, or `s3:GetObjectVersion` for a `GetObject` with a version. While the first is used, silence
 * about the second tells nothing.
 */
export function companions(): ReadonlyMap<string, readonly string[]> {
  return byPermission();
}
