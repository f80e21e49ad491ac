import type { UseQueryResult } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useEffect, useState } from 'react';
import { ProblemError } from '../client/client.ts';
import { Judging } from './judging.tsx';
import { Told } from './told.tsx';

interface AnswerProps<T> {
  readonly of: UseQueryResult<T>;
  /** What is being waited for, in words. */
  readonly waiting?: string;
  /** It is all that the page shows. */
  readonly isPage?: boolean;
  /** It follows from every token there is: over a large fleet one wants to know how far it is. */
  readonly isOfFleet?: boolean;
  readonly children: (data: T) => ReactNode;
}

/** Shows an answer, or that it is on its way, or why there is none. */
export function Answer<T>({
  of,
  waiting = 'Asking the logs',
  isPage = false,
  isOfFleet = false,
  children,
}: AnswerProps<T>) {
  if (of.data !== undefined) return children(of.data);
  if (of.isError) {
    const problem = <Problem error={of.error} onAgain={() => void of.refetch()} />;
    return isPage ? (
      <>
        <h1>There is no answer</h1>
        {problem}
      </>
    ) : (
      problem
    );
  }
  return isPage ? (
    <PageWaiting text={waiting} isOfFleet={isOfFleet} />
  ) : (
    <Waiting text={waiting} isOfFleet={isOfFleet} />
  );
}

/** The shape of a page whose answer is on its way, so that nothing jumps when it comes. */
function PageWaiting({ text, isOfFleet }: WaitingProps) {
  return (
    <div className="stack page-waiting">
      <div role="status">
        <h1>
          {text} … <Seconds />
        </h1>
      </div>
      {isOfFleet && <Judging />}
      <div className="grid" aria-hidden="true">
        {([5, 7, 12] as const).map((span) => (
          <div key={span} className={`panel span-${span}`}>
            <div className="skeleton long" />
            <div className="skeleton" />
            <div className="skeleton" />
          </div>
        ))}
      </div>
    </div>
  );
}

const saidAfter = 3;

/** How long it has been waited for, once that is long. */
function Seconds() {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setSeconds((before) => before + 1), 1000);
    return () => clearInterval(timer);
  }, []);
  return seconds < saidAfter ? null : <small aria-hidden="true">{seconds} s</small>;
}

interface WaitingProps {
  readonly text: string;
  readonly isOfFleet?: boolean;
}

export function Waiting({ text, isOfFleet = false }: WaitingProps) {
  return (
    <div className="state">
      <b role="status">
        {text} … <Seconds />
      </b>
      {isOfFleet && <Judging />}
      <div className="skeleton long" />
      <div className="skeleton" />
    </div>
  );
}

interface ProblemProps {
  readonly error: Error;
  readonly onAgain?: () => void;
}

/** Says what did not happen, and what to do next. */
export function Problem({ error, onAgain }: ProblemProps) {
  const hint = error instanceof ProblemError ? error.problem.hint : undefined;
  return (
    <div className="state error" role="alert">
      <b>
        <Told text={error.message} />
      </b>
      {hint !== undefined && (
        <p>
          <Told text={hint} />
        </p>
      )}
      {onAgain && (
        <p>
          Nothing was changed.{' '}
          <button type="button" className="link" onClick={onAgain}>
            Try again
          </button>
        </p>
      )}
    </div>
  );
}

/** Says what was looked at and that nothing was found there. */
export function Empty({ title, children }: { readonly title: string; readonly children?: ReactNode }) {
  return (
    <div className="state">
      <b>{title}</b>
      {children !== undefined && <p>{children}</p>}
    </div>
  );
}

export function NotFound() {
  return (
    <>
      <h1>There is no such page</h1>
      <p className="lede">
        Go to the <Link to="/">overview</Link>, or press Ctrl K to find a token.
      </p>
    </>
  );
}
