import { Link } from '@tanstack/react-router';
import type { Shapes } from '../../client/client.ts';
import { Foreign } from '../../parts/foreign.tsx';
import { Panel } from '../../parts/panel.tsx';
import { count, counted } from '../../words/format.ts';

type Role = Shapes['Role'];
const shownMax = 6;
const squaresMax = 160;

/** Roles that are nearly the same as one another, each a row of squares: what of it any holder used, and what none did. */
export function FamilyPanel({ roles }: { readonly roles: readonly Role[] }) {
  const families = familiesOf(roles);
  if (families.length === 0) return null;
  const copies = families.reduce((sum, family) => sum + family.length, 0);
  return (
    <Panel
      title={`${counted(families.length, 'family', 'families')} of copies ${families.length === 1 ? 'holds' : 'hold'} ${counted(copies, 'role')}`}
      about="a row is a role, a square a permission"
      isFlush
      basis={
        <>
          <span>alike: nine tenths of the permissions shared</span>
          <span>the {Math.min(shownMax, families.length)} largest families</span>
        </>
      }
    >
      <ul className="list">
        {families.slice(0, shownMax).map((family) => (
          <li key={family[0]?.id} className="family">
            <div>
              <p className="break">
                <b>
                  <Foreign text={family[0]?.name ?? ''} />
                </b>{' '}
                <span className="faint">{counted(family.length, 'role')}</span>
              </p>
              <p className="soft">
                {count(Math.max(...family.map(({ used }) => used)))} of{' '}
                {count(Math.max(...family.map(({ permissions }) => permissions ?? 0)))} permissions used by
                any one
              </p>
            </div>
            <ul className="stack tight">
              {family.slice(0, shownMax).map((role) => (
                <li key={role.id} className="family-row">
                  <Link to="/roles" search={{ q: role.name }} className="cut plain-link">
                    <Foreign text={role.name} />
                  </Link>
                  <Squares role={role} />
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** Up to a bound one square is one permission; beyond it a square stands for several, and that is said. */
function Squares({ role }: { readonly role: Role }) {
  const all = role.used + role.unused + role.unknown;
  const scale = Math.max(1, all / squaresMax);
  const cells = [
    ...squares('used', role.used, scale),
    ...squares('unused', role.unused, scale),
    ...squares('unknown', role.unknown, scale),
  ];
  return (
    <span
      className="squares"
      role="img"
      aria-label={`${count(role.used)} used, ${count(role.unused)} unused, ${count(role.unknown)} unknown`}
      title={scale > 1 ? `a square is about ${Math.round(scale)} permissions` : undefined}
    >
      {cells.map((state, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a square is its place
        <i key={index} className={state} />
      ))}
    </span>
  );
}

function squares(state: string, size: number, scale: number): string[] {
  return Array.from({ length: size === 0 ? 0 : Math.max(1, Math.round(size / scale)) }, () => state);
}

/** Roles joined by being copies of each other, the largest family first. */
function familiesOf(roles: readonly Role[]): Role[][] {
  const byId = new Map(roles.map((role) => [role.id, role]));
  const head = new Map<string, string>();
  const find = (id: string): string => {
    const above = head.get(id);
    return above === undefined || above === id ? id : find(above);
  };
  for (const { id, copyOf } of roles) {
    if (copyOf && byId.has(copyOf.id)) head.set(find(id), find(copyOf.id));
  }
  const families = new Map<string, Role[]>();
  for (const role of roles) {
    const key = find(role.id);
    families.set(key, [...(families.get(key) ?? []), role]);
  }
  return [...families.values()].filter(({ length }) => length > 1).sort((a, b) => b.length - a.length);
}
