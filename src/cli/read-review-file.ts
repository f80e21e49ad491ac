import { readFileSync } from 'node:fs';
import { ScopelightError } from '../model/error.ts';
import type { RoleReviews } from '../services/role-reviews.ts';

/** Reads the file that `--reviews` names. */
export async function readReviewFile(path: string | undefined): Promise<RoleReviews | undefined> {
  if (path === undefined) return undefined;
  const { readReviews } = await import('../services/role-reviews.ts');
  return readReviews(textOf(path), path);
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new ScopelightError('input.not-found', `the reviews in \`${path}\` cannot be read`, {
      cause,
      hint: 'name a file with a line for each review: role, who reviewed it, day',
    });
  }
}
