import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useWindow } from '../../app/window.ts';
import { api, type PolicyChoices, type PolicyFormat, type Shapes } from '../../client/client.ts';
import { Copy } from '../../parts/command.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Answer } from '../../parts/states.tsx';
import { count, counted, span } from '../../words/format.ts';
import { safeText } from '../../words/safe-text.ts';
import { PolicyDifference } from './policy-difference.tsx';

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
        <PolicyDifference proposal={proposal} />
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
