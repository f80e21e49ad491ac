import { Link } from '@tanstack/react-router';
import type { CSSProperties } from 'react';
import type { Shapes } from '../client/client.ts';
import { sentence } from '../words/format.ts';
import { Foreign } from './foreign.tsx';

export type Level = 'list' | 'read' | 'write' | 'tag' | 'permissions';
type SeverityName = Shapes['Finding']['severity'];

const heights: Readonly<Record<SeverityName, number>> = { critical: 4, high: 3, medium: 2, low: 1, info: 0 };

/** Four rising bars and the word. */
export function Severity({ severity }: { readonly severity: SeverityName }) {
  return (
    <span className="severity">
      <svg viewBox="0 0 15 12" aria-hidden="true">
        {[0, 1, 2, 3].map((bar) => (
          <rect
            key={bar}
            x={bar * 4}
            y={9 - bar * 3}
            width="3"
            height={3 + bar * 3}
            className={bar < heights[severity] ? 'on' : 'off'}
          />
        ))}
      </svg>
      {sentence(severity)}
    </span>
  );
}

const letters: Readonly<Record<Level, string>> = {
  list: 'L',
  read: 'R',
  write: 'W',
  tag: 'T',
  permissions: 'P',
};

export const levelOrder: readonly Level[] = ['list', 'read', 'write', 'tag', 'permissions'];

interface LevelMarkProps {
  readonly level: Level;
  /** Granted, and never used: its frame alone is drawn. */
  readonly isNever?: boolean;
}

/** A level as a letter on steel: the darker, the more harm it can do. */
export function LevelMark({ level, isNever = false }: LevelMarkProps) {
  const text = isNever ? `${level}, never used` : level;
  return (
    <span className={`level ${isNever ? 'never' : level}`} role="img" aria-label={text} title={text}>
      {letters[level]}
    </span>
  );
}

interface LevelsProps {
  readonly granted: readonly Level[];
  readonly used: readonly Level[];
}

/** Levels in a row, so that one that may do everything and only reads is seen. */
export function Levels({ granted, used }: LevelsProps) {
  return (
    <span className="levels">
      {levelOrder.map((level) =>
        granted.includes(level) || used.includes(level) ? (
          <LevelMark key={level} level={level} isNever={!used.includes(level)} />
        ) : (
          <i key={level} />
        ),
      )}
    </span>
  );
}

/** The gap score, 0 to 100; hatched where nothing can be said. */
export function Score({ score }: { readonly score: number | null }) {
  const style: CSSProperties & { '--value'?: number } = { '--value': score ?? 0 };
  return (
    <span className="score">
      <b>{score ?? '?'}</b>
      <i className={score === null ? 'none' : undefined} style={style} />
    </span>
  );
}

/** Who answers for it. */
export function Owner({ owner }: { readonly owner: string | null }) {
  return owner === null ? <b>none</b> : <Foreign text={owner.replace(/(?<=.)@.*$/, '')} />;
}

export function TokenLink({ id, name }: { readonly id: string; readonly name: string }) {
  return (
    <Link to="/tokens/$id" params={{ id }} className="name-link break">
      <Foreign text={name} />
    </Link>
  );
}
