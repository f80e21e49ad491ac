import { Link } from '@tanstack/react-router';
import type { Shapes } from '../client/client.ts';
import { shortId } from '../words/format.ts';
import { Foreign } from './foreign.tsx';
import { Told } from './told.tsx';

/** Whom a finding is about, and what it says. */
export function FindingTitle({ finding }: { readonly finding: Shapes['Finding'] }) {
  const { subject, subjectKind, evidence } = finding;
  const principal = typeof evidence.principal === 'string' ? evidence.principal : undefined;
  const name = shortId(principal ?? subject);
  return (
    <p className="break">
      {subjectKind === 'account' ? (
        <b>
          <Foreign text={`Account ${subject}`} />
        </b>
      ) : (
        <Link to="/tokens/$id" params={{ id: subject }} className="name-link">
          <Foreign text={name} />
        </Link>
      )}{' '}
      · <Told text={finding.title} />
    </p>
  );
}
