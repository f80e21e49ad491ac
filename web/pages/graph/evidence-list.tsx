import { Link } from '@tanstack/react-router';
import { Foreign } from '../../parts/foreign.tsx';
import { sentence, shortId } from '../../words/format.ts';
import type { Step } from './model.ts';
import { evidenceWords, stateReason } from './words.ts';

/** What shows a step, and why its state is what it is. */
export function EvidenceList({ step }: { readonly step: Step }) {
  return (
    <ul className="graph-evidence">
      {step.evidence.map((evidence) => (
        <li key={JSON.stringify(evidence)} className="break">
          <Foreign text={sentence(evidenceWords(evidence))} />
          {evidence.kind === 'calls' && evidence.tokens.length > 0 && (
            <>
              {' '}
              with{' '}
              {evidence.tokens.map((token) => (
                <span key={token}>
                  <Link to="/tokens/$id" params={{ id: token }}>
                    <Foreign text={shortId(token)} />
                  </Link>{' '}
                </span>
              ))}
            </>
          )}
          {evidence.kind === 'calls' && evidence.sample !== null && (
            <span className="sub">
              one of them:{' '}
              <code>
                <Foreign text={evidence.sample} />
              </code>
            </span>
          )}
        </li>
      ))}
      <li className="faint">
        {sentence(step.state)}: {stateReason(step)}
      </li>
    </ul>
  );
}
