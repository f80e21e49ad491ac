import type { Shapes } from '../client/client.ts';

export type State = Shapes['PermissionList']['permissions'][number]['state'];

const words: Readonly<Record<State, string>> = {
  used: 'used',
  unused: 'unused',
  unknown: 'unknown',
  denied: 'denied',
  'used-not-granted': 'used, not granted',
};

/** The mark of an evidence state: its shape tells it where colour does not. */
export function Glyph({ state }: { readonly state: State }) {
  return (
    <svg className="glyph" viewBox="0 0 10 10" aria-hidden="true">
      {state === 'used' && <rect width="10" height="10" rx="1" fill="var(--used)" />}
      {state === 'unused' && (
        <rect
          x=".65"
          y=".65"
          width="8.7"
          height="8.7"
          rx="1"
          fill="var(--unused-tint)"
          stroke="var(--unused-line)"
          strokeWidth="1.3"
        />
      )}
      {state === 'unknown' && (
        <rect x=".5" y=".5" width="9" height="9" rx="1" className="hatched" stroke="var(--unknown)" />
      )}
      {state === 'denied' && <path d="M1 1l8 8M9 1L1 9" stroke="var(--denied)" strokeWidth="2" />}
      {state === 'used-not-granted' && <path d="M5 0l5 5-5 5-5-5z" fill="var(--beyond)" />}
    </svg>
  );
}

export function Chip({ state }: { readonly state: State }) {
  return (
    <span className={`chip ${state}`}>
      <Glyph state={state} />
      {words[state]}
    </span>
  );
}

/** Says what the marks of a drawing mean. */
export function Legend({ states = ['used', 'unused', 'unknown'] }: { readonly states?: readonly State[] }) {
  return (
    <div className="legend">
      {states.map((state) => (
        <span key={state}>
          <Glyph state={state} />
          {words[state]}
        </span>
      ))}
    </div>
  );
}
