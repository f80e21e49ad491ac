import type { PolicyChoices, Shapes } from '../../client/client.ts';
import { Glyph } from '../../parts/evidence.tsx';
import { Foreign } from '../../parts/foreign.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Told } from '../../parts/told.tsx';
import { count, counted } from '../../words/format.ts';

interface TakenPanelProps {
  readonly proposal: Shapes['Proposal'];
  readonly choices: PolicyChoices;
  readonly onChoose: (choices: PolicyChoices) => void;
  readonly isBusy: boolean;
}

/** What a proposal keeps and takes away, and the choices that change it, each with who bears the risk. */
export function TakenPanel({ proposal, choices, onChoose, isBusy }: TakenPanelProps) {
  const { totals, replay, kept, notes, otherTokens } = proposal;
  const doubtful = proposal.services.filter((one) => one.removedUnknown > 0).slice(0, 5);
  const keep = (service: string): void =>
    onChoose({
      ...choices,
      keep: choices.keep.includes(service)
        ? choices.keep.filter((one) => one !== service)
        : [...choices.keep, service],
    });
  return (
    <Panel
      span={4}
      isSticky
      title="What it would take away"
      basis={
        <span>
          {replay.deniedCalls === 0
            ? `all ${counted(replay.calls, 'past call')} pass`
            : `${counted(replay.deniedCalls, 'past call')} of ${count(replay.calls)} would be refused`}
        </span>
      }
    >
      <div className="stack" aria-busy={isBusy}>
        <p>
          <span className="big">{count(totals.given)}</span>{' '}
          <span className="soft">stay of {count(totals.granted)}</span>
        </p>
        <ul className="plain-rows">
          <Row state="used" name="used" value={Math.max(0, totals.given - totals.kept)} />
          <Row state="unknown" name="kept, a sign points to them" value={totals.kept} />
          <Row state="unknown" name="taken, nothing can tell" value={totals.unknown} />
          <Row state="unused" name="taken, unused" value={totals.removed - totals.unknown} />
        </ul>
        <p className={replay.deniedCalls === 0 ? 'say' : 'state error'}>
          {replay.deniedCalls === 0
            ? 'No past call would have been refused.'
            : `${counted(replay.deniedCalls, 'past call')} would have been refused.`}
        </p>
        <Switch
          name="Give what was refused, too"
          about="What it asked for in vain; who granted it so far said no."
          isOn={choices.mode === 'needed'}
          onSwitch={(isOn) => onChoose({ ...choices, mode: isOn ? 'needed' : 'used' })}
        />
        {(otherTokens.length > 0 || choices.thisTokenOnly || proposal.tokens.length > 1) && (
          <Switch
            name="Only what this token uses"
            about="Other tokens of the same principal lose what only they use."
            isOn={choices.thisTokenOnly}
            onSwitch={(isOn) => onChoose({ ...choices, thisTokenOnly: isOn })}
          />
        )}
        {doubtful.map((one) => (
          <Switch
            key={one.service}
            name={`Keep what nothing can tell of ${one.service}`}
            about={`${counted(one.removedUnknown, 'permission')}. ${one.why[0] ?? ''}`}
            isOn={choices.keep.includes(one.service)}
            onSwitch={() => keep(one.service)}
          />
        ))}
        {choices.keep
          .filter((service) => !doubtful.some((one) => one.service === service))
          .map((service) => (
            <Switch
              key={service}
              name={`Keep what nothing can tell of ${service}`}
              about="Kept; the gap stays that much wider."
              isOn
              onSwitch={() => keep(service)}
            />
          ))}
        {notes.slice(0, 4).map((note) => (
          <p key={`${note.kind} ${note.text}`} className="faint break">
            <Told text={note.text} />
          </p>
        ))}
        {kept.length > 0 && (
          <p className="faint">
            {counted(kept.length, 'permission')} kept without a recorded use; the difference says why.
          </p>
        )}
      </div>
    </Panel>
  );
}

function Row({
  state,
  name,
  value,
}: {
  readonly state: 'used' | 'unknown' | 'unused';
  readonly name: string;
  readonly value: number;
}) {
  return (
    <li>
      <span>
        <Glyph state={state} /> {name}
      </span>
      <b>{count(value)}</b>
    </li>
  );
}

interface SwitchProps {
  readonly name: string;
  readonly about: string;
  readonly isOn: boolean;
  readonly onSwitch: (isOn: boolean) => void;
}

function Switch({ name, about, isOn, onSwitch }: SwitchProps) {
  return (
    <div className="knob">
      <label>
        <span>{name}</span>
        <input
          type="checkbox"
          role="switch"
          checked={isOn}
          onChange={({ target }) => onSwitch(target.checked)}
        />
      </label>
      <p className="faint break">
        <Foreign text={about} />
      </p>
    </div>
  );
}
