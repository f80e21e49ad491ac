import { Command } from '../../parts/command.tsx';
import { Panel } from '../../parts/panel.tsx';
import { providerTitle } from '../../words/format.ts';

interface Source {
  readonly provider: string;
  readonly logs: string;
  readonly inventory: string;
  /** Fetches what can be fetched, reading only. */
  readonly command?: string;
}

const sources: readonly Source[] = [
  {
    provider: 'aws',
    logs: 'CloudTrail files, as they lie in the bucket',
    inventory: 'authorisation details, access keys',
    command: 'scopelight collect aws --to aws',
  },
  {
    provider: 'github',
    logs: 'the audit log, streamed or exported',
    inventory: 'tokens, apps, keys',
    command: 'scopelight collect github --to github',
  },
  {
    provider: 'kubernetes',
    logs: 'the audit log of the API server',
    inventory: 'the objects of RBAC',
    command: 'scopelight collect kubernetes --to cluster',
  },
  {
    provider: 'okta',
    logs: 'the System Log',
    inventory: 'API tokens, apps, admin roles',
    command: 'scopelight collect okta --to okta',
  },
  {
    provider: 'salesforce',
    logs: 'event log files',
    inventory: 'permission sets, connected apps',
    command: 'scopelight collect salesforce --to salesforce',
  },
  {
    provider: 'http',
    logs: 'access logs of the gateway or server',
    inventory: 'its OpenAPI document, the list of keys',
  },
];

/** What can be dropped, by system, and the command that fetches it. */
export function SourcePanel() {
  return (
    <Panel
      span={5}
      title="What to drop"
      about="any of these, packed or not"
      isFlush
      basis={<span>fetching only reads, and writes files beside you; nothing is sent anywhere</span>}
    >
      <ul className="list">
        {sources.map(({ provider, logs, inventory, command }) => (
          <li key={provider} className="source">
            <p>
              <b>{providerTitle(provider)}</b> <span className="soft">{logs}; </span>
              <span className="faint">{inventory}</span>
            </p>
            {command !== undefined && <Command text={command} />}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
