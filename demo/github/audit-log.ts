import { join } from 'node:path';
import type { Call, CallLog } from '../client.ts';
import { LineFiles } from '../files/line-files.ts';
import type { JsonObject } from '../json.ts';
import type { LogParts } from '../logged-system.ts';
import { DAY, dayPath, HOUR, MINUTE, SECOND, type TimeWindow } from '../time.ts';
import { outcomeOfStatus } from '../truth/outcome-of-status.ts';
import type { ProviderBook } from '../truth/provider-book.ts';
import type { RecordKind } from '../truth/truth.ts';
import { attributeCall, callerFields, type GithubCaller } from './callers.ts';
import { enterprise, organisation } from './enterprise.ts';
import type { GithubEstate } from './estate.ts';
import type { GithubOperation } from './operation.ts';
import { withIncluded } from './permissions.ts';

export type GithubCall = Call<GithubCaller, GithubOperation>;

/** The enterprise's audit log as it is streamed into a bucket: one event a line, API requests and Git events included. */
export class AuditLog implements CallLog<GithubCaller, GithubOperation> {
  readonly #window: TimeWindow;
  readonly #estate: GithubEstate;
  readonly #book: ProviderBook;
  readonly #files: LineFiles;
  readonly #openTokens = new Set<string>();

  constructor({ directory, window, estate, book, random }: LogParts<GithubEstate>) {
    this.#window = window;
    this.#estate = estate;
    this.#book = book;
    this.#files = new LineFiles({
      directory,
      slotMs: DAY / 2,
      pathOf: (slotEnd) => {
        const hour = String(new Date(slotEnd).getUTCHours()).padStart(2, '0');
        const name = `${random.split(slotEnd).uuid()}.json.log.gz`;
        return join('github/audit-log', dayPath(slotEnd), hour, '00', name);
      },
    });
  }

  /** Takes what happened. */
  record(call: GithubCall): void {
    if (call.at < this.#window.from || call.at >= this.#window.to) return;
    const { caller, operation, origin, status } = call;
    const { principal, token } = attributeCall(caller);
    const outcome = outcomeOfStatus(status);
    this.#book.recorded({
      kind: kindOf(caller),
      principal,
      token,
      place: origin.place,
      at: Math.floor(call.at / SECOND) * SECOND,
      // A refused write says nothing about the reading that comes with it.
      permissions:
        outcome === 'denied' || outcome === 'authn-failed'
          ? operation.permissions
          : operation.permissions.flatMap(withIncluded),
      outcome,
      isNeeded: status === 404,
      isDryRun: false,
      isOpaque: operation.isOpen === true,
    });
    if (token !== undefined && operation.isOpen) this.#openTokens.add(token);
    if (token !== undefined && outcome !== 'authn-failed') this.#estate.noteUse(token, call.at);
    this.#files.add(call.at, this.#line(call), call.random.between(MINUTE, 4 * MINUTE));
  }

  /** Gives the tokens that sent requests which do not tell what they need. */
  openTokens(): ReadonlySet<string> {
    return this.#openTokens;
  }

  /** Gives the files that the log is written to. */
  files(): readonly LineFiles[] {
    return [this.#files];
  }

  #line({ at, caller, operation, status, origin, random }: GithubCall): string {
    const hour = String(Math.floor(at / HOUR));
    const isRequest = operation.action === 'api.request';
    const { repository } = operation;
    const record: JsonObject = {
      '@timestamp': Math.floor(at),
      _document_id: `${random.alphanumeric(22)}==`,
      action: operation.action,
      ...callerFields(caller, (label) => this.#estate.hash(label), hour),
      actor_ip: origin.address,
      ...(origin.place.country !== undefined && {
        actor_location: { country_code: origin.place.country },
      }),
      business: enterprise.slug,
      business_id: enterprise.id,
      created_at: Math.floor(at),
      operation_type: operation.operationType,
      org: organisation.login,
      org_id: organisation.id,
      ...(repository && { repo: repository.fullName, repo_id: repository.id, public_repo: false }),
      ...operation.fields,
      ...(isRequest && { status_code: status, rate_limit_remaining: random.between(3_000, 4_990) }),
      ...(caller.kind !== 'ssh' && caller.kind !== 'deploy-key' && { user_agent: origin.agent }),
    };
    return JSON.stringify(record);
  }
}

function kindOf(caller: GithubCaller): RecordKind {
  return caller.kind === 'person' ? 'tokenless' : 'token';
}
