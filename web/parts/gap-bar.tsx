import { count, percent } from '../words/format.ts';

interface GapBarProps {
  readonly granted: number;
  readonly used: number;
  readonly unused: number;
  readonly unknown: number;
  readonly isTall?: boolean;
}

/** What of the granted is used, unused and unknown; nothing that is there vanishes. */
export function GapBar({ granted, used, unused, unknown, isTall = false }: GapBarProps) {
  const of = used + unused + unknown;
  if (granted === 0 || of === 0) return <span className="faint">not known</span>;
  const parts = [
    ['used', Math.min(used, granted)],
    ['unused', unused],
    ['unknown', unknown],
  ] as const;
  const text = `${count(used)} used (${percent(used, granted)}), ${count(unused)} unused, ${count(unknown)} unknown`;
  return (
    <div className={isTall ? 'bar tall' : 'bar'} role="img" aria-label={text} title={text}>
      {parts.map(([state, size]) =>
        size === 0 ? null : <i key={state} className={state} style={{ flexGrow: size, flexBasis: 0 }} />,
      )}
    </div>
  );
}
