import { type Account, accounts, globalRegion, homeRegion } from '../aws/accounts.ts';
import type { RoleSession } from '../aws/callers.ts';
import { directoryId } from '../aws/directory.ts';
import { plain } from '../aws/operations/platform.ts';
import { consoleLogin, portalStep } from '../aws/operations/signin.ts';
import { assumeRoleWithSaml } from '../aws/operations/sts.ts';
import { agents, fromPlace, type Origin } from '../aws/origin.ts';
import type { Person, Work } from '../organisation/people.ts';
import { officeHours } from '../organisation/rhythm.ts';
import { HOUR } from '../time.ts';
import type { Stage, Story, Turn } from '../world.ts';
import {
  type PermissionSet,
  permissionSetRole,
  samlProvider,
  signInHour,
  staffSession,
} from './permission-sets.ts';
import { staffHabits } from './staff-habits.ts';

type Desk = readonly [account: Account, set: PermissionSet];

const desks: Readonly<Record<Work, readonly Desk[]>> = {
  engineer: [
    [accounts.dev, 'Engineer'],
    [accounts.dev, 'Engineer'],
    [accounts.prod, 'ReadOnly'],
  ],
  analyst: [[accounts.data, 'DataAnalyst']],
  operator: [[accounts.prod, 'Support']],
  lead: [
    [accounts.prod, 'Administrator'],
    [accounts.dev, 'Administrator'],
    [accounts.prod, 'ReadOnly'],
  ],
  clerk: [],
};

const securityDesk: Desk = [accounts.security, 'SecurityAudit'];

/** Everyday work of the staff, through Identity Center. */
export const officePeople: Story = {
  id: 'office-people',
  title:
    'People sign in once a day and work in bursts, in the hours of their own country, at the office or at home',
  tell: (stage) => {
    for (const person of stage.organisation.staff) {
      if (person.hasLeft || desks[person.work].length === 0) continue;
      const pace = officeHours(person.zone);
      stage.everyHour(person.id, (turn) => {
        const busy = pace(turn.hour) * stage.size.rate;
        if (busy > 0.02 * stage.size.rate) workHour(stage, turn, person, busy);
      });
    }
  },
};

function workHour(stage: Stage, turn: Turn, person: Person, busy: number): void {
  const startedAt = signInHour(person, turn.hour);
  const day = stage.random.split(`${person.id}/${startedAt}`);
  const isAway = day.chance(0.08);
  if (isAway) return;
  const [account, set] = person.team === 'security' ? securityDesk : day.pick(desks[person.work]);
  const role = permissionSetRole(stage, account, set);
  const isConsole = day.chance(0.5);
  const place = day.chance(0.35) ? person.home : person.office;
  const origin = fromPlace(place, isConsole ? agents.browser : agents.cli, day);
  const session = { ...staffSession(stage, turn.hour, person, role), isConsole };
  if (startedAt === turn.hour) signIn(turn, person, session, origin);
  if (!turn.random.chance(0.45 * busy)) return;
  const shell = turn.shell(session, origin, {
    minute: turn.random.between(2, 59),
    pauseMs: [1_000, 120_000],
  });
  if (isConsole) {
    shell.run(
      plain('health', 'DescribeEventAggregates', { filter: { eventStatusCodes: ['open', 'upcoming'] } }),
    );
  }
  const habits = staffHabits(stage, account, set);
  for (let count = turn.random.between(2, 9); count > 0; count -= 1)
    shell.run(turn.random.pick(habits)(turn.random));
}

/** Signing in shows up in three places: the portal, the exchange, and the console. */
function signIn(turn: Turn, person: Person, session: RoleSession, origin: Origin): void {
  const { role, keyId, sessionName, isConsole } = session;
  const browser = { ...origin, agent: agents.browser };
  const portal = { kind: 'portal-user', account: accounts.security, userId: directoryId(person) } as const;
  const steps = turn.shell(portal, browser, { minute: 0, pauseMs: [2_000, 9_000] });
  const target = { account_id: role.account.id, role_name: role.name, region: homeRegion };
  steps.run(portalStep('Authenticate')).run(portalStep('Federate', target));
  const provider = samlProvider(role.account);
  const saml = { kind: 'saml', account: role.account, provider, subject: person.email } as const;
  const exchange = assumeRoleWithSaml(role, person.email, keyId, steps.at + HOUR, provider, turn.random);
  const door = turn.shell(saml, browser, { at: steps.at }).run(exchange);
  if (!isConsole) return;
  const console = { kind: 'console-role', role, sessionName } as const;
  turn.shell(console, browser, { at: door.at, region: globalRegion }).run(consoleLogin('Success', false));
}
