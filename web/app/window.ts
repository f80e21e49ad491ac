import { useSearch } from '@tanstack/react-router';
import type { Window } from '../client/client.ts';

/** The stretch of the logs that the address says to look at. */
export function useWindow(): Window {
  return { days: useSearch({ strict: false, select: ({ days }) => days || undefined }) };
}
