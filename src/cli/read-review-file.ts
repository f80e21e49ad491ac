import type { RoleReviews } from '../services/roles/role-reviews.ts';
import { readTextFile } from './read-text-file.ts';

const hint = 'name a file with a line for each review: role, who reviewed it, day';

/** Reads the file that `--reviews` names. */
export async function readReviewFile(path: string | undefined): Promise<RoleReviews | undefined> {
  if (path === undefined) return undefined;
  const { readReviews } = await import('../services/roles/role-reviews.ts');
  return readReviews(readTextFile(path, 'the reviews', hint), path);
}
