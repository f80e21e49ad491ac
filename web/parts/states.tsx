import type { UseQueryResult } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { ProblemError } from '../client/client.ts';
import { Told } from './told.tsx';

interface AnswerProps<T> {
  readonly of: UseQueryResult<T>;
  /** What is being waited for, in words. */
  readonly waiting?: string;
  readonly children: (data: T) => ReactNode;
}

/** Shows an answer, or that it is on its way, or why there is none. */
export function Answer<T>({ of, waiting = 'Asking the logs', children }: AnswerProps<T>) {
  if (of.data !== undefined) return children(of.data);
  if (of.isError) return <Problem error={of.error} onAgain={() => void of.refetch()} />;
  return <Waiting text={waiting} />;
}

export function Waiting({ text }: { readonly text: string }) {
  return (
    <div className="state" role="status">
      <b>{text} …</b>
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
