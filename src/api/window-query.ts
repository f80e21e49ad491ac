import { z } from 'zod';
import { ScopelightError } from '../model/error.ts';
import type { Window } from '../model/window.ts';

const moment = z.iso.date().or(z.iso.datetime({ offset: true }));
const dayMs = 86_400_000;

/** Which stretch of the logs to judge; what is left out is set by the logs held. */
export const windowQuery = z.object({
  from: moment.optional().describe('First day or moment, ISO 8601'),
  to: moment.optional().describe('Last day or moment; a day counts whole'),
  days: z.coerce.number().int().min(1).max(36_600).optional().describe('Length, back from the end'),
});

/** Gives the window in the form that services take. */
export function windowOf({ from, to, days }: z.infer<typeof windowQuery>): Window {
  if (days !== undefined && from !== undefined) {
    throw new ScopelightError('usage.invalid', '`days` and `from` both say where to begin', {
      hint: 'give one of them',
    });
  }
  return {
    from: from === undefined ? undefined : Date.parse(from),
    to: to === undefined ? undefined : Date.parse(to) + (/T/.test(to) ? 0 : dayMs),
    days,
  };
}
