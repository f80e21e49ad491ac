import type { RoleSession } from '../aws/callers.ts';
import { assumeRole } from '../aws/operations/sts.ts';
import { fromService } from '../aws/origin.ts';
import type { IamRole } from '../aws/principals.ts';
import { HOUR } from '../time.ts';
import type { Stage, Turn } from '../world.ts';

/** How AWS hands a role to a machine of its own. */
export interface Machine {
  readonly role: IamRole;
  /** The service that takes the role for it, for example `ec2.amazonaws.com`. */
  readonly service: string;
  readonly sessionName: string;
  readonly region: string;
  /** How long one key lasts. */
  readonly hoursPerKey: number;
  readonly session?: Partial<RoleSession>;
}

/**
 * Gives the session that a machine has in this hour. In the first hour of a key, the log also gets the record
 * by which the service took the role.
 */
export function machineSession(stage: Stage, turn: Turn, machine: Machine): RoleSession {
  const { role, service, sessionName, region, hoursPerKey, session } = machine;
  const lengthMs = hoursPerKey * HOUR;
  const startedAt = Math.floor(turn.hour / lengthMs) * lengthMs;
  const keyId = stage.aws.estate.sessionKey(role.account, `${role.arn}/${sessionName}/${startedAt}`);
  if (startedAt === turn.hour) {
    const taking = assumeRole(role, sessionName, keyId, startedAt + lengthMs, turn.random);
    turn
      .shell({ kind: 'service', service }, fromService(service), { account: role.account, region, minute: 0 })
      .run(taking);
  }
  return { kind: 'role-session', role, sessionName, keyId, startedAt, ...session };
}
