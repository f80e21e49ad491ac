import { PermissionSet } from '../../../model/permission-set.ts';
import type { JudgedRole } from '../../roles/judge-roles.ts';
import type { FleetFacts } from '../rule.ts';
import { counted, isoTime, windowOf } from '../wording.ts';
import type { Fields, SubjectKind } from './subject-kind.ts';

const dayMs = 86_400_000;

/** A named bundle of permissions. */
interface Subject {
  readonly judged: JudgedRole;
  readonly facts: FleetFacts;
}

const texts: Fields<Subject, string> = {
  provider: { holds: 'the provider: `aws`, `github`, …', of: ({ judged }) => judged.role.provider },
  account: { holds: 'the account that it belongs to', of: ({ judged }) => judged.role.account },
  id: { holds: 'its id', of: ({ judged }) => judged.role.id },
  name: { holds: 'its name', of: ({ judged }) => judged.role.name },
  kind: { holds: 'what kind of bundle it is', of: ({ judged }) => judged.role.kind },
  copyOf: {
    holds: 'the name of the role that it is most like, where that is a near copy',
    of: ({ judged }) => judged.copy?.name ?? '',
  },
};

const numbers: Fields<Subject, number | undefined> = {
  permissions: { holds: 'how many permissions it gives', of: ({ judged }) => judged.role.permissions?.size },
  used: { holds: 'how many of them any holder used', of: ({ judged }) => judged.used.size },
  unused: {
    holds: 'how many are known to be unused by all holders',
    of: ({ judged }) => judged.unused.subtract(judged.used).size,
  },
  holders: { holds: 'how many hold it', of: ({ judged }) => judged.role.holders.length },
  activeHolders: { holds: 'how many of them called', of: ({ judged }) => judged.activeHolders },
  copies: { holds: 'how many roles are near copies of it', of: ({ judged }) => judged.copies },
  ageDays: {
    holds: 'days since it was made',
    of: ({ judged, facts }) => daysSince(judged.role.createdAt, facts),
  },
  changedDays: {
    holds: 'days since it was last changed',
    of: ({ judged, facts }) => daysSince(judged.role.changedAt, facts),
  },
};

const permissions: Fields<Subject, PermissionSet> = {
  may: { holds: 'what it gives', of: ({ judged }) => judged.role.permissions ?? PermissionSet.empty },
  did: { holds: 'what of it any holder used', of: ({ judged }) => judged.used },
  neverDid: {
    holds: 'what of it is known to be unused by all holders',
    of: ({ judged }) => judged.unused.subtract(judged.used),
  },
};

/** Rules about roles: bundles of permissions, by who holds them and what of them is used. */
export const roleSubjects: SubjectKind<Subject> = {
  name: 'role',
  subjects: (facts) => facts.roles.map((judged) => ({ judged, facts })),
  providerOf: ({ judged }) => judged.role.provider,
  idsOf: ({ judged }) => [judged.role.id],
  texts,
  numbers,
  permissions,
  tell: ({ judged: { role, used, copies, activeHolders }, facts }) => ({
    provider: role.provider,
    account: role.account,
    subject: role.id,
    subjectKind: 'role',
    evidence: {
      window: windowOf(facts.span),
      holders: role.holders.slice(0, 50),
      permissions: role.permissions?.size ?? null,
      used: used.size,
      copies,
      createdAt: isoTime(role.createdAt),
      changedAt: isoTime(role.changedAt),
    },
    breaks:
      activeHolders > 0
        ? [`what ${counted(activeHolders, 'holder')} of it ${activeHolders === 1 ? 'does' : 'do'} with it`]
        : [],
  }),
};

function daysSince(seconds: number | undefined, { span }: FleetFacts): number | undefined {
  return seconds === undefined ? undefined : Math.floor((span.to - seconds * 1000) / dayMs);
}
