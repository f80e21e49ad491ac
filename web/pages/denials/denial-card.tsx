import { type CSSProperties, useState } from 'react';
import type { Shapes } from '../../client/client.ts';
import { Command } from '../../parts/command.tsx';
import { Glyph } from '../../parts/evidence.tsx';
import { Foreign } from '../../parts/foreign.tsx';
import { LevelMark, levelOrder, TokenLink } from '../../parts/marks.tsx';
import { Spark } from '../../parts/spark.tsx';
import { Told } from '../../parts/told.tsx';
import { count, providerTitle, shortDay, shortId } from '../../words/format.ts';

type Denial = Shapes['Denial'];

interface DenialCardProps {
  readonly denial: Denial;
  readonly window: { readonly from: string; readonly to: string };
}

/** One want that was refused: what, whose, why it looks so, and the smallest change that would allow it. */
export function DenialCard({ denial, window }: DenialCardProps) {
  const [isOpen, setOpen] = useState(false);
  const level = levelOrder.find((one) => one === denial.level);
  return (
    <li className="denial-row">
      <div>
        <p className="break">
          <Glyph state="denied" />{' '}
          <code className="strong">
            <Foreign text={denial.permission} />
          </code>{' '}
          {level && <LevelMark level={level} />} <span className="soft">wanted by</span>{' '}
          {denial.token === '' && denial.principal === '' ? (
            <b>nobody that is named</b>
          ) : (
            <TokenLink
              id={denial.token || denial.principal}
              name={shortId(denial.principal || denial.token)}
            />
          )}{' '}
          <span className="faint">{providerTitle(denial.provider)}</span>
        </p>
        {denial.fix && (
          <p className="soft break">
            <Told text={denial.fix.summary} />
          </p>
        )}
        <ul className="signs">
          {denial.signs.map((sign) => (
            <li key={sign.sign}>
              <Told text={sign.text} />{' '}
              <span className="faint">
                {sign.points > 0 ? `+${sign.points}` : `−${Math.abs(sign.points)}`}
              </span>
            </li>
          ))}
        </ul>
      </div>
      <Lean score={denial.score} />
      <div className="denial-side">
        <Spark values={weekly(denial, window)} label={`refusals a week, ${denial.rhythm}`} />
        <p className="nowrap">
          <b>{count(denial.refusals)}</b> <span className="faint">since {shortDay(denial.firstRefused)}</span>
        </p>
        <button
          type="button"
          className="button small"
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          {isOpen ? 'Close' : 'What would allow it'}
        </button>
      </div>
      {isOpen && <Detail denial={denial} />}
    </li>
  );
}

function Detail({ denial }: { readonly denial: Denial }) {
  const { fix } = denial;
  return (
    <div className="stack detail wide">
      <dl className="facts">
        <dt>Resources</dt>
        <dd className="mono">
          <Foreign text={denial.resources.map(({ resource }) => resource).join(', ') || 'none named'} />
        </dd>
        <dt>From</dt>
        <dd>
          <Foreign
            text={denial.places.map(({ place, familiarity }) => `${place} (${familiarity})`).join(', ')}
          />
        </dd>
        <dt>With</dt>
        <dd>
          <Foreign
            text={denial.agents.map(({ agent, familiarity }) => `${agent} (${familiarity})`).join(', ')}
          />
        </dd>
        <dt>Refused by</dt>
        <dd>
          <Foreign
            text={
              denial.refusedBy.map(({ policy, error }) => policy || error).join(', ') ||
              'the record does not say'
            }
          />
        </dd>
        <dt>When</dt>
        <dd>{denial.rhythm}</dd>
      </dl>
      {fix && (
        <>
          <h3>What it would open</h3>
          {fix.blast.texts.map((text) => (
            <p key={text} className="soft break">
              <Told text={text} />
            </p>
          ))}
          {fix.commands.map((command) => (
            <Command key={command} text={command} />
          ))}
          {fix.rollback.length > 0 && <h3>To undo it</h3>}
          {fix.rollback.map((command) => (
            <Command key={command} text={command} />
          ))}
          {fix.notes.map((note) => (
            <p key={note} className="soft break">
              <Told text={note} />
            </p>
          ))}
        </>
      )}
    </div>
  );
}

/** Where the signs lean, from need to probing; the middle says nothing. */
function Lean({ score }: { readonly score: number }) {
  const share = 50 - Math.max(-48, Math.min(48, score * 6));
  const style: CSSProperties & { '--value'?: number } = { '--value': share };
  return (
    <div
      className="lean"
      role="img"
      aria-label={`the signs sum up to ${score}: above 0 leans to a need, below to probing`}
    >
      <div className="lean-line">
        <i style={style} />
      </div>
      <div className="lean-ends">
        <span>needed</span>
        <span>probing</span>
      </div>
    </div>
  );
}

const weekMs = 7 * 86_400_000;

function weekly({ days }: Denial, { from, to }: DenialCardProps['window']): number[] {
  const start = Date.parse(from);
  const weeks = Math.max(1, Math.ceil((Date.parse(to) - start) / weekMs));
  const counts = Array.from({ length: weeks }, () => 0);
  for (const { day, refusals } of days) {
    const week = Math.floor((Date.parse(day) - start) / weekMs);
    if (counts[week] !== undefined) counts[week] += refusals;
  }
  return counts;
}
