import type { Expressions } from '../../shared/calls/layers.ts';
import type { WrappedRecord } from '../../shared/calls/wrapped-records.ts';

/**
 * The fields of an event that are read: the column they become, how event log files call them, and what else the same is
 * called elsewhere. Unlisted fields cost nothing.
 * https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_eventlogfile_supportedeventtypes.htm
 */
const fields: Readonly<Record<string, readonly [column: string, ...others: string[]]>> = {
  r_type: ['EVENT_TYPE'],
  r_derived: ['TIMESTAMP_DERIVED', 'EventDate', 'LoginTime', 'LOGIN_TIME'],
  r_timestamp: ['TIMESTAMP', 'CreatedDate'],
  r_request: ['REQUEST_ID', 'RequestIdentifier'],
  r_organization: ['ORGANIZATION_ID', 'OrganizationIdentifier'],
  r_user: ['USER_ID', 'UserIdentifier', 'CreatedById'],
  r_user_derived: ['USER_ID_DERIVED'],
  r_user_name: ['USER_NAME', 'Username', 'USERNAME', 'USER'],
  r_user_type: ['USER_TYPE'],
  r_method: ['METHOD', 'RequestMethod'],
  r_http_method: ['HTTP_METHOD'],
  r_uri: ['URI', 'API_ENDPOINT'],
  r_api_resource: ['API_RESOURCE'],
  r_family: ['API_FAMILY'],
  r_api_type: ['API_TYPE'],
  r_method_name: ['METHOD_NAME', 'API_METHOD'],
  r_operation: ['OPERATION'],
  r_operation_type: ['OPERATION_TYPE'],
  r_entity: ['ENTITY_NAME', 'QueriedEntities', 'OBJECT_TYPE'],
  r_entity_type: ['ENTITY_TYPE'],
  r_rows: ['ROWS_PROCESSED'],
  r_job: ['JOB_ID', 'JobIdentifier'],
  r_app: ['CONNECTED_APP_ID', 'ConnectedAppIdentifier'],
  r_client: ['CLIENT_ID'],
  r_client_name: ['CLIENT_NAME', 'Client', 'Application', 'APPLICATION'],
  r_session: ['SESSION_KEY'],
  r_login: ['LOGIN_KEY'],
  r_status: ['STATUS_CODE', 'RESPONSE_CODE'],
  r_request_status: ['REQUEST_STATUS'],
  r_success: ['SUCCESS', 'IsSuccess'],
  r_exception: ['EXCEPTION_MESSAGE', 'ERROR_MESSAGE'],
  r_policy_outcome: ['POLICY_OUTCOME'],
  r_address: ['CLIENT_IP', 'IP_ADDRESS'],
  r_source_address: ['SOURCE_IP', 'SourceIp'],
  r_agent: ['USER_AGENT'],
  r_browser: ['BROWSER_TYPE', 'Browser', 'BROWSER'],
  r_login_status: ['LOGIN_STATUS', 'Status'],
  r_login_type: ['LOGIN_TYPE'],
  r_login_sub_type: ['LOGIN_SUB_TYPE'],
  r_feature: ['FEATURE_ID', 'FeatureIdentifier'],
  r_setup_id: ['SETUP_ID', 'Id'],
  r_setup_action: ['SETUP_ACTION', 'Action'],
  r_setup_text: ['SETUP_TEXT', 'Display'],
  r_setup_section: ['SETUP_SECTION', 'Section'],
};

/** The columns of event log files that are read. */
export const csvColumns: readonly string[] = Object.values(fields).map(([column]) => column);

/** What the columns of an event log file become; events of a file have neither an id nor a type beside their columns. */
export const tableColumns: Expressions = {
  ...Object.fromEntries(Object.entries(fields).map(([name, [column]]) => [name, column])),
  r_id: "''",
};

/** Of the trail of changes to the set-up: the columns of a query, and of the download, which tells an act by its text alone. */
export const setupColumns: readonly string[] = [
  'Id',
  'Action',
  'Section',
  'CreatedById',
  'CreatedDate',
  'Display',
  'Date',
  'User',
];

/** What these become; every other field is empty. */
export const setupTableColumns: Expressions = {
  ...Object.fromEntries(Object.keys(fields).map((name) => [name, "''"])),
  r_id: "''",
  r_type: "'SetupAuditTrail'",
  r_timestamp: "if(CreatedDate != '', CreatedDate, Date)",
  r_user: 'CreatedById',
  r_user_name: 'User',
  r_setup_id: 'Id',
  r_setup_action: "if(Display != '', Action, '')",
  r_setup_text: "if(Display != '', Display, Action)",
  r_setup_section: 'Section',
};

const identifiers = ['EventIdentifier', 'EVENT_IDENTIFIER', 'event_identifier'] as const;
const objectType = 'attributes';

/** One field as collectors spell it: as it is, in small letters, and as platform events do. */
function spellings([column, ...others]: readonly [string, ...string[]]): readonly string[] {
  const pascal = column.toLowerCase().replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return [...new Set([column, column.toLowerCase(), pascal, ...others])];
}

const names = [...new Set([...Object.values(fields).flatMap(spellings), ...identifiers])];

/**
 * The fields of an event that is written as JSON, as an engine type. Everything is a string, so that a number, an object or
 * nothing where text belongs costs that field and never the event.
 */
const type = `Tuple(${names.map((name) => `\`${name}\` String`).join(', ')}, ${objectType} Tuple(type String))`;

const types = ['EVENT_TYPE', 'event_type', 'EventType', 'EventIdentifier'];

/** An event tells its type; a platform event has an identifier, and a record of a query its object. */
export const record: WrappedRecord = {
  type,
  isRecord: (document) =>
    [...types.map((name) => `'${name}'`), `'${objectType}', 'type'`]
      .map((path) => `JSONType(${document}, ${path}) = 'String'`)
      .join(' OR '),
  mark: '"EVENT_TYPE"',
  sign: 'EVENT_TYPE',
};

/** The columns that an event `r` is spread into. */
export const recordColumns: Expressions = {
  ...Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [name, firstOf(spellings(field).map(element))]),
  ),
  // A record of a query tells its object instead.
  r_type: firstOf([
    ...spellings(fields.r_type ?? ['EVENT_TYPE']).map(element),
    `tupleElement(${element(objectType)}, 'type')`,
  ]),
  r_id: firstOf(identifiers.map(element)),
};

function element(name: string): string {
  return `tupleElement(r, '${name}')`;
}

function firstOf(values: readonly string[]): string {
  const branches = values.map((value) => `${value} != '', ${value}`);
  return `multiIf(${branches.join(', ')}, '')`;
}
