import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Shapes } from '../client/client.ts';
import { Severity } from './marks.tsx';
import { Told } from './told.tsx';

/** A finding in a list that leads to its evidence; `title` says what of it is not plain from where it stands. */
export function FindingRow({
  finding,
  title,
}: {
  readonly finding: Shapes['Finding'];
  readonly title: ReactNode;
}) {
  return (
    <li className="finding-row">
      <Severity severity={finding.severity} />
      <div className="break">
        {title}
        <p className="soft">
          <Told text={finding.fix.summary} />
        </p>
      </div>
      <Link to="/findings" search={{ id: finding.id }} className="button small">
        Evidence and commands
      </Link>
    </li>
  );
}
