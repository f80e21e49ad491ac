import { join } from 'node:path';
import type { Call, CallLog } from '../client.ts';
import { LineFiles } from '../files/line-files.ts';
import type { JsonObject } from '../json.ts';
import type { LogParts } from '../logged-system.ts';
import { DAY, dayPath, MINUTE, SECOND } from '../time.ts';
import { outcomeOfStatus } from '../truth/outcome-of-status.ts';
import { attributeEvent, type OktaCaller } from './callers.ts';
import type { OktaEstate } from './estate.ts';
import type { OktaOperation } from './operation.ts';

type OktaCall = Call<OktaCaller, OktaOperation>;

/** The System Log as a log stream delivers it: through an event bus into a bucket, one wrapped event a line. */
export class SystemLog implements CallLog<OktaCaller, OktaOperation> {
  readonly #parts: LogParts<OktaEstate>;
  readonly #files: LineFiles;
  readonly #stream: string;

  constructor(parts: LogParts<OktaEstate>) {
    this.#parts = parts;
    const { directory, random } = parts;
    this.#stream = random.split('stream').alphanumeric(17);
    this.#files = new LineFiles({
      directory,
      slotMs: DAY,
      pathOf: (slotEnd) => {
        const day = dayPath(slotEnd - DAY);
        return join(
          'okta/system-log',
          day,
          `okta-system-log-1-${day.replaceAll('/', '-')}-00-05-${random.split(slotEnd).uuid()}.gz`,
        );
      },
    });
  }

  /** Takes what happened. */
  record(call: OktaCall): void {
    const { window, estate, book } = this.#parts;
    const { at, caller, operation, origin, status } = call;
    if (at < window.from || at >= window.to) return;
    const outcome = outcomeOfStatus(status);
    book.recorded({
      ...attributeEvent(caller, operation.permissions),
      place: origin.place,
      at: Math.floor(at / SECOND) * SECOND,
      permissions: operation.permissions,
      outcome,
      isNeeded: false,
      isDryRun: false,
    });
    if (caller.kind === 'person' && outcome === 'allowed') estate.noteLogin(caller.user, at);
    this.#files.add(at, this.#line(call), call.random.between(SECOND, 2 * MINUTE));
  }

  /** Gives the files that the log is written to. */
  files(): readonly LineFiles[] {
    return [this.#files];
  }

  #line(call: OktaCall): string {
    const { at, caller, operation, origin, status, random } = call;
    const uuid = random.uuid();
    const published = new Date(Math.floor(at)).toISOString();
    const event: JsonObject = {
      actor: actorOf(caller),
      client: {
        userAgent: { rawUserAgent: origin.agent, os: 'Unknown', browser: 'UNKNOWN' },
        zone: 'null',
        device: 'Unknown',
        id: caller.kind === 'app' ? caller.app.clientId : null,
        ipAddress: origin.address,
        geographicalContext: { country: origin.place.country },
      },
      device: null,
      authenticationContext: {
        authenticationProvider: null,
        authenticationStep: 0,
        externalSessionId: caller.kind === 'app' ? 'unknown' : this.#session(caller, at),
      },
      displayMessage: operation.message,
      eventType: operation.eventType,
      outcome: { result: status < 400 ? 'SUCCESS' : 'FAILURE', reason: reasons[status] ?? null },
      published,
      securityContext: { asNumber: origin.place.asn, isProxy: false },
      severity: status < 400 ? 'INFO' : 'WARN',
      debugContext: { debugData: operation.debugData ?? { requestId: random.alphanumeric(27) } },
      legacyEventType: null,
      transaction: { type: 'WEB', id: random.alphanumeric(27), detail: this.#detail(caller, operation, at) },
      uuid,
      version: '0',
      request: { ipChain: [{ ip: origin.address, version: 'V4', source: null }] },
      target: operation.targets.map(({ type, id, name }) => ({
        id,
        type,
        alternateId: name,
        displayName: name,
        detailEntry: null,
      })),
    };
    const source = `aws.partner/okta.com/meridian/${this.#stream}`;
    return JSON.stringify({
      version: '0',
      id: random.uuid(),
      'detail-type': 'SystemLog',
      source,
      account: '271604938815',
      time: published.replace(/\.\d+Z$/, 'Z'),
      region: 'eu-central-1',
      resources: [],
      detail: event,
    });
  }

  /** What a token was used for; access tokens last an hour. */
  #detail(caller: OktaCaller, { eventType }: OktaOperation, at: number): JsonObject {
    if (caller.kind === 'person' || eventType.startsWith('app.oauth2.')) return {};
    if (caller.kind === 'api-token') return { requestApiTokenId: caller.token.id };
    const { clientId } = caller.app;
    return {
      requestApiTokenId: accessToken(this.#parts.estate, caller.app, at),
      requestApiTokenClientId: clientId,
    };
  }

  #session(caller: Exclude<OktaCaller, { kind: 'app' }>, at: number): string {
    const day = Math.floor(at / DAY);
    const { id } = caller.kind === 'person' ? caller.user : caller.token;
    return this.#parts.estate.id(caller.kind === 'person' ? '102' : 'trs', `session/${id}/${day}`);
  }
}

/** Gives the id of the access token that an app holds in the hour of a moment. */
export function accessToken(
  estate: OktaEstate,
  { clientId }: { readonly clientId: string },
  at: number,
): string {
  return `AT.${estate.id('', `access/${clientId}/${Math.floor(at / (60 * MINUTE))}`)}`;
}

function actorOf(caller: OktaCaller): JsonObject {
  if (caller.kind === 'app') {
    const { clientId, label } = caller.app;
    return {
      id: clientId,
      type: 'PublicClientApp',
      alternateId: clientId,
      displayName: label,
      detailEntry: null,
    };
  }
  const { id, login, name } = caller.kind === 'person' ? caller.user : caller.token.user;
  return { id, type: 'User', alternateId: login, displayName: name, detailEntry: null };
}

const reasons: Readonly<Record<number, string>> = {
  401: 'INVALID_CREDENTIALS',
  403: 'You do not have permission to perform the requested action',
};
