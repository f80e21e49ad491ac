import { Link } from '@tanstack/react-router';
import type { Shapes } from '../../client/client.ts';
import { AsTable } from '../../parts/as-table.tsx';
import { Foreign } from '../../parts/foreign.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Squares } from '../../parts/squares.tsx';
import { count, counted, providerTitle } from '../../words/format.ts';
import { safeText } from '../../words/safe-text.ts';
import { roleHolder } from './role-holder.ts';

type Role = Shapes['Role'];
const shownMax = 6;
const rolesMax = 5;
const squaresMax = 60;

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
          <span>from {squaresMax} permissions on, a square stands for several</span>
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
                <span className="faint">
                  {providerTitle(family[0]?.provider ?? '')}, {counted(family.length, 'role')}
                </span>
              </p>
              <p className="soft">
                <b>{count(Math.max(...family.map(({ used }) => used)))}</b> of{' '}
                {count(Math.max(...family.map(({ permissions }) => permissions ?? 0)))} permissions used by
                any one
              </p>
            </div>
            <ul className="stack tight">
              {family.slice(0, rolesMax).map((role) => (
                <li key={role.id} className="family-row">
                  <Link to="/roles" search={{ q: role.id }} className="cut plain-link">
                    <Foreign text={roleHolder(role.id) ?? role.name} />
                  </Link>
                  <RoleSquares role={role} />
                </li>
              ))}
              {family.length > rolesMax && (
                <li className="faint">and {count(family.length - rolesMax)} more like these</li>
              )}
              <li>
                <AsTable
                  name={`Roles like ${safeText(family[0]?.name ?? '')}`}
                  head={['Role', 'Used', 'Unused', 'Unknown']}
                  rows={() =>
                    family.map(({ id, used, unused, unknown }) => [
                      safeText(roleHolder(id) ?? id),
                      count(used),
                      count(unused),
                      count(unknown),
                    ])
                  }
                />
              </li>
            </ul>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** Up to a bound one square is one permission; beyond it a square stands for several, and that is said. */
function RoleSquares({ role }: { readonly role: Role }) {
  const scale = Math.max(1, (role.used + role.unused + role.unknown) / squaresMax);
  const scaled = (size: number): number => (size === 0 ? 0 : Math.max(1, Math.round(size / scale)));
  return (
    <span
      role="img"
      aria-label={`${count(role.used)} used, ${count(role.unused)} unused, ${count(role.unknown)} unknown`}
      title={scale > 1 ? `a square is about ${Math.round(scale)} permissions` : undefined}
    >
      <Squares
        used={scaled(role.used)}
        unused={scaled(role.unused)}
        unknown={scaled(role.unknown)}
        columns={squaresMax + 2}
      />
    </span>
  );
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
