import type { Retirement } from '../../provider.ts';

/** What no command does: only the note remains. */
export function byHand(note: string): Retirement {
  return { quarantine: [], rollback: [], revoke: [], notes: [note] };
}
