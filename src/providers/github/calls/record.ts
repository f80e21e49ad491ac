import type { Expressions } from '../../shared/calls/layers.ts';
import type { WrappedRecord } from '../../shared/calls/wrapped-records.ts';

/** An event’s fields that are read, by the column they become. Unlisted fields cost nothing. */
const fields: Readonly<Record<string, string>> = {
  r_timestamp: '@timestamp',
  r_timestamp_renamed: 'at_sign_timestamp',
  r_created: 'created_at',
  r_id: '_document_id',
  action: 'action',
  actor: 'actor',
  r_address: 'actor_ip',
  r_agent: 'user_agent',
  r_token_number: 'token_id',
  r_hash: 'hashed_token',
  r_access: 'programmatic_access_type',
  r_scopes: 'token_scopes',
  r_integration: 'integration',
  r_application: 'application_name',
  r_oauth_application: 'oauth_application_name',
  r_org: 'org',
  r_business: 'business',
  r_repo: 'repo',
  r_repository: 'repository',
  r_method: 'request_method',
  r_route: 'route',
  r_path: 'url_path',
  r_status: 'status_code',
  r_limit_left: 'rate_limit_remaining',
  r_transport: 'transport_protocol_name',
  r_user: 'user',
  r_team: 'team',
  r_granted_token: 'user_programmatic_access_id',
};

/**
 * The fields of an event that are read, as an engine type. Everything is a string, so that a number, an object or
 * nothing where text belongs costs that field and never the event.
 * https://docs.github.com/en/enterprise-cloud@latest/admin/monitoring-activity-in-your-enterprise/reviewing-audit-logs-for-your-enterprise/audit-log-events-for-your-enterprise
 */
const recordType = `Tuple(${Object.values(fields)
  .map((name) => `\`${name}\` String`)
  .join(', ')})`;

/** The columns that an event `r` is spread into. */
export const recordColumns: Expressions = Object.fromEntries(
  Object.entries(fields).map(([column, name]) => [column, `tupleElement(r, '${name}')`]),
);

/**
 * The columns of an export as CSV that are read, as the engine names them: keys of events are the names of columns. Some come with
 * what the export calls data.
 * https://docs.github.com/en/enterprise-cloud@latest/organizations/keeping-your-organization-secure/managing-security-settings-for-your-organization/exporting-audit-log-activity-for-your-organization
 */
export const csvColumns: readonly string[] = [
  ...Object.values(fields),
  ...['team', 'user', 'hashed_token', 'programmatic_access_type', 'token_id', 'integration'].map(
    (name) => `data.${name}`,
  ),
].map((name) => `\`${name}\``);

const inData = /^`data\.(.*)`$/;

/** What the columns of an export become. */
export const tableColumns: Expressions = Object.fromEntries(
  Object.entries(fields).map(([column, name]) => {
    const plain = `\`${name}\``;
    const data = csvColumns.find((each) => inData.exec(each)?.[1] === name);
    return [column, data === undefined ? plain : `if(${plain} != '', ${plain}, ${data})`];
  }),
);

/** A collector’s own document may have a time or an action of its own; an event has both. */
export const record: WrappedRecord = {
  type: recordType,
  isRecord: (document) => {
    const times = ['@timestamp', 'at_sign_timestamp', 'created_at', '_document_id'];
    const hasTime = times.map((name) => `JSONHas(${document}, '${name}')`).join(' OR ');
    return `JSONType(${document}, 'action') = 'String' AND (${hasTime})`;
  },
  mark: '"action"',
  sign: 'action',
};
