import { join } from 'node:path';
import type { Call, CallLog } from '../client.ts';
import { LineFiles } from '../files/line-files.ts';
import type { LogParts } from '../logged-system.ts';
import type { Random } from '../random.ts';
import { DAY, SECOND } from '../time.ts';
import { outcomeOfStatus } from '../truth/outcome-of-status.ts';
import { attributeUse, type SalesforceCaller } from './callers.ts';
import type { SalesforceEstate } from './estate.ts';
import type { SalesforceOperation } from './operation.ts';
import { organisationId } from './organisation.ts';

type SalesforceCall = Call<SalesforceCaller, SalesforceOperation>;

/** Event log files of the days: every request to an API, and every sign-in to the pages. */
export class EventLog implements CallLog<SalesforceCaller, SalesforceOperation> {
  readonly #parts: LogParts<SalesforceEstate>;
  readonly #requests: LineFiles;
  readonly #signIns: LineFiles;

  constructor(parts: LogParts<SalesforceEstate>) {
    this.#parts = parts;
    this.#requests = filesOf('ApiTotalUsage', requestColumns, parts);
    this.#signIns = filesOf('Login', signInColumns, parts);
  }

  /** Takes what happened. */
  record(call: SalesforceCall): void {
    const { window, estate, book } = this.#parts;
    const { at, caller, operation, origin, status } = call;
    if (at < window.from || at >= window.to) return;
    const outcome = outcomeOfStatus(status);
    const attribution = attributeUse(caller);
    const isSignIn = operation.kind === 'sign-in';
    book.recorded({
      ...attribution,
      place: origin.place,
      at: Math.floor(at / SECOND) * SECOND,
      // A refusal says nothing about what comes with the access that was lacking.
      permissions: outcome === 'denied' ? operation.lacking : operation.permissions,
      outcome,
      isNeeded: status === 404,
      isDryRun: false,
      isOpaque: isSignIn,
    });
    if (outcome !== 'authn-failed') estate.noteUse(isSignIn ? attribution.principal : attribution.token, at);
    const files = isSignIn ? this.#signIns : this.#requests;
    files.add(at, isSignIn ? this.#signIn(call) : this.#request(call));
  }

  /** Gives the files that the log is written to. */
  files(): readonly LineFiles[] {
    return [this.#requests, this.#signIns];
  }

  #request({ at, caller, operation, status, origin, random }: SalesforceCall): string {
    const { principal } = attributeUse(caller);
    const app = caller.kind === 'oauth' ? caller.token.app : undefined;
    return line([
      'ApiTotalUsage',
      stamp(at),
      requestId(random),
      organisationId,
      principal,
      'REST',
      '61.0',
      operation.resource,
      '',
      operation.method,
      origin.address,
      '1',
      app?.id ?? '',
      operation.object,
      String(status),
      `${principal}AAA`,
      new Date(Math.floor(at)).toISOString(),
      app?.name ?? '',
    ]);
  }

  #signIn({ at, caller, status, origin, random }: SalesforceCall): string {
    const user = caller.kind === 'pages' ? caller.user : caller.token.user;
    return line([
      'Login',
      stamp(at),
      requestId(random),
      organisationId,
      user.id,
      String(random.between(40, 400)),
      '/index.jsp',
      this.#parts.estate.loginKey(user, Math.floor(at / DAY)),
      'Standard',
      'A',
      'Chrome 138',
      'N/A',
      user.username,
      'TLSv1.3',
      status < 400 ? 'LOGIN_NO_ERROR' : 'LOGIN_ERROR_INVALID_PASSWORD',
      origin.address,
      new Date(Math.floor(at)).toISOString(),
      `${user.id}AAA`,
    ]);
  }
}

const requestColumns =
  'EVENT_TYPE TIMESTAMP REQUEST_ID ORGANIZATION_ID USER_ID API_FAMILY API_VERSION API_RESOURCE CLIENT_NAME HTTP_METHOD CLIENT_IP COUNTS_AGAINST_API_LIMIT CONNECTED_APP_ID ENTITY_NAME STATUS_CODE USER_ID_DERIVED TIMESTAMP_DERIVED CONNECTED_APP_NAME';
const signInColumns =
  'EVENT_TYPE TIMESTAMP REQUEST_ID ORGANIZATION_ID USER_ID RUN_TIME URI LOGIN_KEY USER_TYPE LOGIN_TYPE BROWSER_TYPE API_TYPE USER_NAME TLS_PROTOCOL LOGIN_STATUS CLIENT_IP TIMESTAMP_DERIVED USER_ID_DERIVED';

function filesOf(
  type: string,
  columns: string,
  { directory, random }: LogParts<SalesforceEstate>,
): LineFiles {
  return new LineFiles({
    directory,
    slotMs: DAY,
    header: line(columns.split(' ')),
    pathOf: (slotEnd) => {
      const day = new Date(slotEnd - DAY).toISOString().slice(0, 10);
      const id = `0AT7Q${random.split(`${type}/${slotEnd}`).alphanumeric(10)}AAA`;
      return join('salesforce/event-log', `${day}T00-${type}-Daily-${id}.csv`);
    },
  });
}

function line(values: readonly string[]): string {
  return values.map((value) => `"${value.replaceAll('"', '""')}"`).join(',');
}

/** `20260602143005.123` */
function stamp(at: number): string {
  return new Date(Math.floor(at)).toISOString().replaceAll(/[-T:Z]/g, '');
}

function requestId(random: Random): string {
  return `TID:${random.hex(14)}`;
}
