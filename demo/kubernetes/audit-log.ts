import { join } from 'node:path';
import type { Call, CallLog } from '../client.ts';
import { LineFiles } from '../files/line-files.ts';
import type { JsonObject } from '../json.ts';
import type { LogParts } from '../logged-system.ts';
import type { Random } from '../random.ts';
import { DAY, MINUTE, SECOND } from '../time.ts';
import { outcomeOfStatus } from '../truth/outcome-of-status.ts';
import { isRecorded } from './audit-policy.ts';
import { attributeRequest, type KubernetesCaller } from './callers.ts';
import type { KubernetesEstate } from './estate.ts';
import { type KubernetesRequest, partsOf, permissionOf, uriOf, versionOf } from './request.ts';
import { userOf } from './user.ts';

type KubernetesCall = Call<KubernetesCaller, KubernetesRequest>;

/** The audit log of the cluster, exported day by day from where AWS keeps it: a time and an event a line. */
export class KubernetesAuditLog implements CallLog<KubernetesCaller, KubernetesRequest> {
  readonly #parts: LogParts<KubernetesEstate>;
  readonly #files: LineFiles;

  constructor(parts: LogParts<KubernetesEstate>) {
    this.#parts = parts;
    const { directory, random } = parts;
    const stream = `kube-apiserver-audit-${random.split('stream').hex(32)}`;
    this.#files = new LineFiles({
      directory,
      slotMs: DAY,
      pathOf: (slotEnd) =>
        join('kubernetes/audit-log/exportedlogs', random.split(slotEnd).uuid(), stream, '000000.gz'),
    });
  }

  /** Takes a request that was answered. */
  record(call: KubernetesCall): void {
    const { window, estate, book } = this.#parts;
    const { at, caller, operation, origin, status } = call;
    if (at < window.from || at >= window.to) return;
    const fact = {
      ...attributeRequest(caller),
      place: origin.place,
      at: Math.floor(at / SECOND) * SECOND,
      permissions: [permissionOf(operation)],
      outcome: outcomeOfStatus(status),
      isNeeded: status === 404 || status === 409,
      isDryRun: false,
    };
    estate.noteUse(caller, at);
    if (!isRecorded(caller, operation)) {
      book.unrecorded(fact, 'unrecorded');
      return;
    }
    book.recorded(fact);
    const auditID = call.random.uuid();
    const isWatch = operation.verb === 'watch';
    if (isWatch) {
      // It is written down when it begins, and once more when it ends.
      book.sharedCopy();
      this.#write(call, auditID, 'ResponseStarted', at);
    }
    const doneAt = at + (isWatch ? call.random.between(5 * MINUTE, 9 * MINUTE) : 0);
    this.#write(call, auditID, 'ResponseComplete', doneAt);
  }

  /** Gives the files that the log is written to. */
  files(): readonly LineFiles[] {
    return [this.#files];
  }

  #write(call: KubernetesCall, auditID: string, stage: string, stageAt: number): void {
    const { at, caller, operation, origin, status, random } = call;
    const doneAt = stageAt + random.between(2, 40);
    const event: JsonObject = {
      kind: 'Event',
      apiVersion: 'audit.k8s.io/v1',
      level: 'Metadata',
      auditID,
      stage,
      requestURI: uriOf(operation),
      verb: operation.verb,
      user: userOf(caller, this.#parts.estate, Math.floor(at / DAY)),
      sourceIPs: [origin.address],
      userAgent: origin.agent,
      ...(!operation.target.startsWith('/') && { objectRef: objectOf(operation) }),
      responseStatus:
        status < 400
          ? { metadata: {}, code: status }
          : {
              metadata: {},
              status: 'Failure',
              message: messageOf(call),
              reason: reasonOf(status),
              code: status,
            },
      requestReceivedTimestamp: microseconds(at, random),
      stageTimestamp: microseconds(doneAt, random),
      annotations: {
        'authorization.k8s.io/decision': status === 403 ? 'forbid' : 'allow',
        'authorization.k8s.io/reason': status === 403 ? '' : this.#parts.estate.reasonFor(caller, operation),
        ...(caller.kind === 'secret' && {
          'authentication.k8s.io/legacy-token': attributeRequest(caller).principal,
        }),
        ...(operation.issued !== undefined && {
          'authentication.kubernetes.io/issued-credential-id': `JTI=${operation.issued}`,
        }),
      },
    };
    this.#files.add(doneAt, `${new Date(Math.floor(doneAt)).toISOString()} ${JSON.stringify(event)}`);
  }
}

function objectOf({ target, namespace, name }: KubernetesRequest): JsonObject {
  const { resource, group, subresource } = partsOf(target);
  return {
    resource,
    ...(namespace !== undefined && { namespace }),
    ...(name !== undefined && { name }),
    ...(group !== '' && { apiGroup: group }),
    apiVersion: versionOf(group),
    ...(subresource !== '' && { subresource }),
  };
}

function reasonOf(status: number): string {
  return { 403: 'Forbidden', 404: 'NotFound', 409: 'Conflict' }[status] ?? 'InternalError';
}

function messageOf({ caller, operation, status }: KubernetesCall): string {
  const { target, namespace, name = '', verb } = operation;
  const { resource, group } = partsOf(target);
  const whole = group === '' ? resource : `${resource}.${group}`;
  if (status !== 403) return `${whole} "${name}" not found`;
  const where = namespace === undefined ? ' at the cluster scope' : ` in the namespace "${namespace}"`;
  return `${whole}${name === '' ? '' : ` "${name}"`} is forbidden: User "${attributeRequest(caller).principal}" cannot ${verb} resource "${resource}" in API group "${group}"${where}`;
}

/** The API server writes times to the microsecond. */
function microseconds(at: number, random: Random): string {
  return new Date(Math.floor(at))
    .toISOString()
    .replace('Z', `${String(random.below(1000)).padStart(3, '0')}Z`);
}
