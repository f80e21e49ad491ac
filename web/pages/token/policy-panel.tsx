import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useWindow } from '../../app/window.ts';
import { api, type PolicyChoices, type PolicyFormat, type Shapes } from '../../client/client.ts';
import { Copy } from '../../parts/command.tsx';
import { Glyph } from '../../parts/evidence.tsx';
import { Foreign } from '../../parts/foreign.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Answer } from '../../parts/states.tsx';
import { count, counted, shortDay, span } from '../../words/format.ts';
import { safeText } from '../../words/safe-text.ts';

type Proposal = Shapes['Proposal'];

interface PolicyPanelProps {
  readonly proposal: Proposal;
  readonly choices: PolicyChoices;
  readonly id: string;
}

const names: Readonly<Record<PolicyFormat, string>> = {
  json: 'JSON',
  terraform: 'Terraform',
  cloudformation: 'CloudFormation',
  xml: 'XML',
  yaml: 'YAML',
};

/** The smaller policy against what is held now, or as text to keep. */
export function PolicyPanel({ proposal, choices, id }: PolicyPanelProps) {
  const [format, setFormat] = useState<PolicyFormat>();
  const { totals, size, limits } = proposal;
  return (
    <Panel
      span={8}
      title={
        proposal.isUnchanged
          ? 'Nothing can be taken away yet'
          : `Smaller policy: ${count(totals.granted)} to ${counted(totals.given, 'permission')}`
      }
      aside={
        <div className="segments">
          <button type="button" aria-pressed={format === undefined} onClick={() => setFormat(undefined)}>
            Difference
          </button>
          {proposal.formats.map((one) => (
            <button key={one} type="button" aria-pressed={format === one} onClick={() => setFormat(one)}>
              {names[one]}
            </button>
          ))}
        </div>
      }
      isFlush
      basis={
        <>
          <span>{span(proposal.window)}</span>
          <span>
            {count(size.characters)} of {count(limits.charactersMax)} characters
            {size.documents > 1 ? `, ${size.documents} policies` : ''}
            {size.fits ? '' : ': too large'}
          </span>
          <span>every statement carries its evidence</span>
        </>
      }
    >
      {format === undefined ? (
        <Difference proposal={proposal} />
      ) : (
        <Text id={id} choices={choices} format={format} />
      )}
    </Panel>
  );
}

function Text({
  id,
  choices,
  format,
}: Pick<PolicyPanelProps, 'id' | 'choices'> & { readonly format: PolicyFormat }) {
  const window = useWindow();
  const text = useQuery({
    queryKey: ['policy-text', window, id, choices, format],
    queryFn: () => api.policyText(window, id, choices, format),
  });
  return (
    <Answer of={text} waiting="Writing it">
      {(data) => (
        <div className="policy-text">
          <Copy text={data} name="Copy policy" />
          <pre tabIndex={0}>{data.split('\n').map(safeText).join('\n')}</pre>
        </div>
      )}
    </Answer>
  );
}

const statementsFirst = 12;
const servicesFirst = 8;

function Difference({ proposal }: { readonly proposal: Proposal }) {
  const { statements, services, kept } = proposal;
  const [isWhole, setWhole] = useState(false);
  const reasons = new Map(kept.map(({ permission, why }) => [permission, why]));
  const removed = services.filter((one) => one.removedUnused + one.removedUnknown > 0);
  const shown = isWhole ? removed : removed.slice(0, servicesFirst);
  return (
    <ol className="diff">
      {(isWhole ? statements : statements.slice(0, statementsFirst)).map((statement) => (
        <li key={`${statement.document} ${statement.sid}`} className="diff-part">
          <p className="diff-head break">
            {statement.effect === 'deny' ? 'Deny' : 'Statement'} {statement.sid}{' '}
            <span className="faint">
              on <Foreign text={statement.resources.slice(0, 2).join(', ')} />
              {statement.resources.length > 2 && ` and ${statement.resources.length - 2} more`}
            </span>
          </p>
          <ul>
            {statement.evidence.permissions.slice(0, isWhole ? 500 : 8).map((one) => {
              const why = reasons.get(one.permission);
              const isUsed = one.uses > 0 && why === undefined;
              return (
                <li key={one.permission} className={isUsed ? 'diff-line' : 'diff-line doubted'}>
                  <span className="sign">{isUsed ? '' : '?'}</span>
                  <code className="break">
                    <Foreign text={one.permission} />
                  </code>
                  <span className="why">
                    <Glyph state={isUsed ? 'used' : 'unknown'} />{' '}
                    {isUsed ? (
                      `${counted(one.uses, 'call')}, last ${one.lastSeen === null ? 'not known' : shortDay(one.lastSeen)}`
                    ) : (
                      <Foreign text={why ?? statement.reason} />
                    )}
                  </span>
                </li>
              );
            })}
            {!isWhole && statement.evidence.permissions.length > 8 && (
              <li className="diff-fold">
                {counted(statement.evidence.permissions.length - 8, 'more permission')} kept
              </li>
            )}
          </ul>
        </li>
      ))}
      {shown.map((one) => (
        <li key={one.service} className="diff-part">
          <p className="diff-head break">
            Taken from <Foreign text={one.service} />
          </p>
          <ul>
            {one.removed.slice(0, 4).map((gone) => (
              <li
                key={gone.permission}
                className={gone.state === 'unused' ? 'diff-line gone' : 'diff-line gone doubted'}
              >
                <span className="sign">−</span>
                <code className="break">
                  <Foreign text={gone.permission} />
                </code>
                <span className="why">
                  <Glyph state={gone.state} />{' '}
                  {gone.state === 'unused' ? 'no call, and it would have been seen' : 'nothing can tell'}
                </span>
              </li>
            ))}
            {one.removedUnused + one.removedUnknown > 4 && <li className="diff-fold">{foldText(one)}</li>}
          </ul>
        </li>
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

function foldText({ removedUnused, removedUnknown }: Proposal['services'][number]): string {
  const rest = removedUnused + removedUnknown - 4;
  const unknown =
    removedUnknown === 0
      ? 'all unused'
      : `${count(removedUnused)} unused and ${count(removedUnknown)} unknown in all`;
  return `${count(rest)} more taken away, ${unknown}`;
}
