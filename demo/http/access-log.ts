import { join } from 'node:path';
import type { Call, CallLog } from '../client.ts';
import { LineFiles } from '../files/line-files.ts';
import type { LogParts } from '../logged-system.ts';
import { DAY, isoOffset, SECOND } from '../time.ts';
import { outcomeOfStatus } from '../truth/outcome-of-status.ts';
import type { HttpEstate } from './estate.ts';
import type { HttpKey } from './holders.ts';
import type { HttpRequest } from './request.ts';

/** The access log of the gateway, one JSON object a line, turned over at midnight. */
export class AccessLog implements CallLog<HttpKey, HttpRequest> {
  readonly #parts: LogParts<HttpEstate>;
  readonly #files: LineFiles;
  readonly #open = new Set<string>();

  constructor(parts: LogParts<HttpEstate>) {
    this.#parts = parts;
    this.#files = new LineFiles({
      directory: parts.directory,
      slotMs: DAY,
      pathOf: (slotEnd) => {
        const day = new Date(slotEnd - DAY).toISOString().slice(0, 10).replaceAll('-', '');
        return join('http/access-log', `api-access.log-${day}.gz`);
      },
    });
  }

  /** Takes a request that was answered. */
  record(call: Call<HttpKey, HttpRequest>): void {
    const { window, estate, book } = this.#parts;
    const { at, caller: key, operation, origin, status, random } = call;
    if (at < window.from || at >= window.to) return;
    const outcome = outcomeOfStatus(status);
    book.recorded({
      kind: 'token',
      principal: principalId(key),
      token: key.id,
      place: origin.place,
      at: Math.floor(at / SECOND) * SECOND,
      permissions: operation.scopes,
      outcome,
      isNeeded: status === 404,
      isDryRun: false,
      isOpaque: operation.isUndocumented,
    });
    if (operation.isUndocumented) this.#open.add(key.id);
    if (outcome !== 'authn-failed') estate.noteUse(key, at);
    this.#files.add(
      at,
      JSON.stringify({
        time: isoOffset(Math.floor(at / SECOND) * SECOND),
        request_id: random.hex(32),
        method: operation.method,
        path: operation.path,
        status: String(status),
        remote_addr: origin.address,
        user_agent: origin.agent,
        key_id: key.id,
        request_time: (random.between(4, 900) / 1000).toFixed(3),
      }),
    );
  }

  /** Gives the keys that sent requests which no document tells of. */
  openKeys(): ReadonlySet<string> {
    return this.#open;
  }

  /** Gives the files that the log is written to. */
  files(): readonly LineFiles[] {
    return [this.#files];
  }
}

/** Gives the id of a key as a principal: it acts as itself. */
export function principalId({ id }: HttpKey): string {
  return `key/${id}`;
}
