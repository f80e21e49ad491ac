import type { Account } from '../aws/accounts.ts';
import type { KeyCaller } from '../aws/callers.ts';
import type { AccessKey, IamGroup, IamUser, KeySpec, Permissions } from '../aws/principals.ts';
import type { Person } from '../organisation/people.ts';
import { MINUTE } from '../time.ts';
import type { Stage } from '../world.ts';
import { ownerTags } from './owner-tags.ts';

/** A machine that calls with a long-term key of an IAM user of its own. */
export interface Bot {
  readonly user: IamUser;
  readonly key: AccessKey;
  readonly caller: KeyCaller;
}

export interface BotSpec extends Permissions {
  readonly account: Account;
  readonly createdAt: number | string;
  readonly owner?: Person;
  readonly groups?: readonly IamGroup[];
  readonly tags?: Readonly<Record<string, string>>;
  readonly key?: Partial<KeySpec>;
}

/** Creates an IAM user and its key; without an owner the tags say nothing about one. */
export function createBot(stage: Stage, name: string, spec: BotSpec): Bot {
  const { account, owner, key: keySpec, createdAt, ...rest } = spec;
  const since = typeof createdAt === 'string' ? Date.parse(createdAt) : createdAt;
  const user = stage.aws.estate.user(account, name, {
    ...rest,
    createdAt: since,
    tags: { ...(owner && ownerTags(owner)), ...spec.tags },
  });
  const key = stage.aws.estate.key(user, { createdAt: since + MINUTE, ...keySpec });
  return { user, key, caller: { kind: 'access-key', key } };
}
