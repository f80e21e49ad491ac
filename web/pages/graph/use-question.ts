import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { type View, views } from './reach.ts';

/** What the page shows, all of it in the address. */
export interface Question {
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly steps: number;
  /** Ids from which the picture was grown, each with the way it was grown. */
  readonly grown: readonly Growth[];
  /** Groups whose members are drawn. */
  readonly opened: ReadonlySet<string>;
  /** Key of the card or link that is chosen. */
  readonly at: string | undefined;
  readonly view: View;
  readonly isTable: boolean;
  /** Which of several ways is shown, from 0. */
  readonly way: number;
}

export interface Growth {
  readonly id: string;
  /** Whether what it leads to was added, or who leads to it. */
  readonly isAhead: boolean;
}

/** Texts of the address. */
export interface GraphSearch {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly steps?: string | undefined;
  readonly grow?: string | undefined;
  readonly open?: string | undefined;
  readonly at?: string | undefined;
  readonly view?: string | undefined;
  readonly as?: string | undefined;
  readonly way?: string | undefined;
}

export const stepsUsual = 8;

/** What the address asks, and how to ask something else. */
export function useQuestion(): readonly [Question, (change: Partial<Question>) => void] {
  const search = useSearch({ from: '/graph' });
  const navigate = useNavigate();
  const question = useMemo(() => questionOf(search), [search]);
  const ask = (change: Partial<Question>): void =>
    void navigate({
      to: '/graph',
      search: (before) => ({ ...before, ...wordsOf(change) }),
      // What is looked at within a picture is no step to go back to.
      replace: !('from' in change || 'to' in change),
      resetScroll: false,
    });
  return [question, ask];
}

export function questionOf(search: GraphSearch): Question {
  const steps = Number(search.steps);
  const way = Number(search.way ?? 0);
  return {
    from: search.from,
    to: search.to,
    steps: Number.isInteger(steps) && steps >= 1 && steps <= 32 ? steps : stepsUsual,
    grown: lines(search.grow).map((line) => ({ id: line.slice(1), isAhead: line.startsWith('>') })),
    opened: new Set(lines(search.open)),
    at: search.at,
    view: views.find((view) => view === search.view) ?? 'can',
    isTable: search.as === 'table',
    way: Number.isInteger(way) && way >= 0 ? way : 0,
  };
}

function wordsOf(change: Partial<Question>): GraphSearch {
  const words: Record<string, string | undefined> = {};
  if ('from' in change) words.from = change.from;
  if ('to' in change) words.to = change.to;
  if ('steps' in change) words.steps = change.steps === stepsUsual ? undefined : String(change.steps);
  if (change.grown) words.grow = joined(change.grown.map(({ id, isAhead }) => `${isAhead ? '>' : '<'}${id}`));
  if (change.opened) words.open = joined([...change.opened]);
  if ('at' in change) words.at = change.at;
  if ('view' in change) words.view = change.view === 'can' ? undefined : change.view;
  if ('isTable' in change) words.as = change.isTable ? 'table' : undefined;
  if ('way' in change) words.way = change.way === 0 ? undefined : String(change.way);
  // Another question begins with nothing chosen in it.
  if ('from' in change || 'to' in change)
    return { grow: undefined, open: undefined, at: undefined, way: undefined, view: undefined, ...words };
  return words;
}

/** Ids hold every sign but the end of a line. */
function lines(text: string | undefined): readonly string[] {
  return text === undefined ? [] : text.split('\n').filter((line) => line !== '');
}

function joined(all: readonly string[]): string | undefined {
  return all.length === 0 ? undefined : all.join('\n');
}
