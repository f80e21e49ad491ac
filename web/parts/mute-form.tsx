import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { useWindow } from '../app/window.ts';
import { api, type Shapes } from '../client/client.ts';
import { day } from '../words/format.ts';
import { Problem } from './states.tsx';

const lengths = [30, 90, 365] as const;

/** Accepts a finding for a reason and up to a day: until then it is told no more. */
export function MuteForm({ finding }: { readonly finding: Shapes['Finding'] }) {
  const window = useWindow();
  const queries = useQueryClient();
  const own = useId();
  const [reason, setReason] = useState('');
  const [days, setDays] = useState<number | undefined>(90);
  const [error, setError] = useState<Error>();
  const until = days === undefined ? undefined : inDays(days);
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    api
      .muteFinding(window, finding.id, { reason, ...(until !== undefined && { until }) })
      .then(() => queries.invalidateQueries())
      .catch(setError);
  };
  return (
    <form className="stack tight" onSubmit={onSubmit}>
      <h3>To accept it for now</h3>
      <div className="row mute-row">
        <label className="for-readers" htmlFor={own}>
          Why it is not to be told
        </label>
        <input
          id={own}
          className="field"
          placeholder="Why it is not to be told"
          required
          maxLength={400}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
        <div className="segments" role="group" aria-label="For how long">
          {[...lengths, undefined].map((length) => (
            <button
              key={length ?? 'ever'}
              type="button"
              aria-pressed={days === length}
              onClick={() => setDays(length)}
            >
              {length === undefined ? 'For ever' : `${length} days`}
            </button>
          ))}
        </div>
        <button type="submit" className="button" disabled={reason.trim() === ''}>
          {until === undefined ? 'Mute for ever' : `Mute until ${day(until)}`}
        </button>
      </div>
      {error && <Problem error={error} />}
    </form>
  );
}

/** A day from now, as `2026-12-31`. */
function inDays(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}
