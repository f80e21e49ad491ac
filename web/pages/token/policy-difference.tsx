import { useState } from 'react';
import type { Shapes } from '../../client/client.ts';
import { Glyph } from '../../parts/evidence.tsx';
import { Foreign } from '../../parts/foreign.tsx';
import { Told } from '../../parts/told.tsx';
import { count, counted, shortDay } from '../../words/format.ts';

type Proposal = Shapes['Proposal'];
type Permission = Proposal['statements'][number]['evidence']['permissions'][number];

const statementsFirst = 12;
const servicesFirst = 6;
const linesFirst = 8;
const goneFirst = 3;
const linesMax = 500;

/** The smaller policy against what is held now: what stays with its evidence, what goes with why it can. */
export function PolicyDifference({ proposal }: { readonly proposal: Proposal }) {
  const { statements, services, kept } = proposal;
  const [isWhole, setWhole] = useState(false);
  const reasons = new Map(kept.map(({ permission, why }) => [permission, why]));
  const removed = services.filter((one) => one.removedUnused + one.removedUnknown > 0);
  return (
    <ol className="diff">
      {(isWhole ? statements : statements.slice(0, statementsFirst)).map((statement) => (
        <Statement
          key={`${statement.document} ${statement.sid}`}
          statement={statement}
          reasons={reasons}
          linesMax={isWhole ? linesMax : linesFirst}
        />
      ))}
      {(isWhole ? removed : removed.slice(0, servicesFirst)).map((one) => (
        <Taken key={one.service} service={one} />
      ))}
      {!isWhole && (removed.length > servicesFirst || statements.length > statementsFirst) && (
        <li className="diff-part">
          <button type="button" className="button small" onClick={() => setWhole(true)}>
            Show all {counted(statements.length, 'statement')} and {counted(removed.length, 'service')}
          </button>
        </li>
      )}
    </ol>
  );
}

interface StatementProps {
  readonly statement: Proposal['statements'][number];
  /** Why permissions without a recorded use are kept. */
  readonly reasons: ReadonlyMap<string, string>;
  readonly linesMax: number;
}

function Statement({ statement, reasons, linesMax: max }: StatementProps) {
  const { permissions } = statement.evidence;
  const shown = permissions.slice(0, max);
  const whyOf = (one: Permission): string | undefined =>
    one.uses > 0 && !reasons.has(one.permission)
      ? undefined
      : (reasons.get(one.permission) ?? statement.reason);
  const rest = permissions.length - shown.length;
  return (
    <li className="diff-part">
      <p className="diff-head break">
        {statement.effect === 'deny' ? 'Deny' : 'Statement'} {statement.sid}{' '}
        <span className="faint">
          on <Foreign text={statement.resources.slice(0, 2).join(', ')} />
          {statement.resources.length > 2 && ` and ${statement.resources.length - 2} more`}
        </span>
      </p>
      <ul>
        {shown.map((one, index) => {
          const why = whyOf(one);
          const before = shown[index - 1];
          return (
            <li key={one.permission} className={why === undefined ? 'diff-line' : 'diff-line doubted'}>
              <span className="sign">{why === undefined ? '' : '?'}</span>
              <code className="break">
                <Foreign text={one.permission} />
              </code>
              <span className="why">
                <Glyph state={why === undefined ? 'used' : 'unknown'} />
                {why === undefined ? (
                  <span>
                    {counted(one.uses, 'call')}, last{' '}
                    {one.lastSeen === null ? 'not known' : shortDay(one.lastSeen)}
                  </span>
                ) : before && whyOf(before) === why ? (
                  <span className="faint">for the same reason</span>
                ) : (
                  <span>
                    <Told text={why} />
                  </span>
                )}
              </span>
            </li>
          );
        })}
        {rest > 0 && <li className="diff-fold">{counted(rest, 'more permission')} kept</li>}
      </ul>
    </li>
  );
}

function Taken({ service }: { readonly service: Proposal['services'][number] }) {
  const { removed, removedUnused, removedUnknown } = service;
  return (
    <li className="diff-part">
      <p className="diff-head break">
        Taken from <Foreign text={service.service} />{' '}
        <span className="faint">
          {[
            removedUnused > 0 && `${count(removedUnused)} unused`,
            removedUnknown > 0 && `${count(removedUnknown)} unknown`,
          ]
            .filter(Boolean)
            .join(', ')}
        </span>
      </p>
      <ul>
        {removed.slice(0, goneFirst).map((gone) => (
          <li
            key={gone.permission}
            className={gone.state === 'unused' ? 'diff-line gone' : 'diff-line gone doubted'}
          >
            <span className="sign">−</span>
            <code className="break">
              <Foreign text={gone.permission} />
            </code>
            <span className="why">
              <Glyph state={gone.state} />
              <span>
                {gone.state === 'unused' ? 'no call, and it would have been seen' : 'nothing can tell'}
              </span>
            </span>
          </li>
        ))}
        {removedUnused + removedUnknown > goneFirst && (
          <li className="diff-fold">{count(removedUnused + removedUnknown - goneFirst)} more taken away</li>
        )}
      </ul>
    </li>
  );
}
