import { shortId } from '../../words/format.ts';

/** Whose own a role is, where it is no role of its own: copies of it have the same name everywhere. */
export function roleHolder(id: string): string | undefined {
  const [holder, part] = id.split('#');
  return part === undefined ? undefined : shortId(holder ?? '');
}
