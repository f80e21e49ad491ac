import { Link } from '@tanstack/react-router';
import type { Shapes } from '../client/client.ts';
import { sentence } from '../words/format.ts';
import { Command, Copy } from './command.tsx';
import { Foreign } from './foreign.tsx';
import { MuteForm } from './mute-form.tsx';
import { Told } from './told.tsx';

/** What a finding rests on, what ends it, how to undo that, and what it would break. */
export function FindingDetail({ finding }: { readonly finding: Shapes['Finding'] }) {
  const { fix, reasons, breaks, evidence, rule, account, subject } = finding;
  return (
    <div className="stack detail">
      <p className="soft">
        {reasons.map((reason) => (
          <span key={reason}>
            <Told text={reason} />.{' '}
          </span>
        ))}
      </p>
      <dl className="facts">
        <dt>Subject</dt>
        <dd>
          <span className="mono">
            <Foreign text={subject} />
          </span>{' '}
          {(finding.subjectKind === 'token' || finding.subjectKind === 'principal') && (
            <Link to="/graph" search={{ from: subject }} className="nowrap">
              Show in graph
            </Link>
          )}
        </dd>
        {Object.entries(evidence).map(([name, value]) => (
          <Fact key={name} name={words(name)} value={value} />
        ))}
        <dt>Account</dt>
        <dd>
          <Foreign text={account} />
        </dd>
        <dt>Rule</dt>
        <dd>{rule}</dd>
      </dl>
      <Commands title="To do first; it can be undone" commands={fix.commands} />
      <Commands title="To undo it" commands={fix.rollback} />
      <Commands title="To make it final, once nobody missed anything" commands={fix.revoke} />
      {[...fix.notes, ...breaks.map((one) => `It would break ${one}`)].map((note) => (
        <p key={note} className="soft break">
          <Told text={note} />
        </p>
      ))}
      <MuteForm finding={finding} />
    </div>
  );
}

interface CommandsProps {
  readonly title: string;
  readonly commands: readonly string[];
}

/** Native commands under what they are for; nothing where there are none. */
export function Commands({ title, commands }: CommandsProps) {
  if (commands.length === 0) return null;
  return (
    <section className="stack tight">
      <h3>
        <Told text={title} />
      </h3>
      {commands.map((command) => (
        <Command key={command} text={command} />
      ))}
      {commands.length > 1 && (
        <p>
          <Copy text={commands.join('\n')} name={`Copy all ${commands.length}`} />
        </p>
      )}
    </section>
  );
}

function Fact({ name, value }: { readonly name: string; readonly value: unknown }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>
        <Foreign text={textOf(value)} />
      </dd>
    </>
  );
}

/** `firstDay` → `First day`. */
function words(name: string): string {
  return sentence(name.replace(/([A-Z])/g, ' $1').toLowerCase());
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return 'not known';
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(textOf).join(', ');
  if (typeof value === 'object') {
    return Object.entries(value)
      .map(([key, inner]) => `${words(key).toLowerCase()} ${textOf(inner)}`)
      .join(', ');
  }
  return typeof value === 'number' ? value.toLocaleString('en-US') : String(value);
}
