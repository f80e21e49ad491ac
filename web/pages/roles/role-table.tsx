import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Shapes } from '../../client/client.ts';
import { Foreign } from '../../parts/foreign.tsx';
import { GapBar } from '../../parts/gap-bar.tsx';
import { count, percent, providerTitle, shortDay } from '../../words/format.ts';
import { roleHolder } from './role-holder.ts';

const step = 100;

/** Roles as rows. */
export function RoleTable({ roles }: { readonly roles: readonly Shapes['Role'][] }) {
  const [shown, setShown] = useState(step);
  return (
    <div className="scroll-x">
      <table>
        <thead>
          <tr>
            <th scope="col">Role</th>
            <th scope="col" className="wide-only">
              Provider
            </th>
            <th scope="col" className="num">
              Holders
            </th>
            <th scope="col" className="num">
              Used / given
            </th>
            <th scope="col">What is used</th>
            <th scope="col" className="wide-only">
              Near copy of
            </th>
            <th scope="col" className="wide-only">
              Changed
            </th>
          </tr>
        </thead>
        <tbody>
          {roles.slice(0, shown).map((role) => (
            <tr key={`${role.provider} ${role.id}`}>
              <td className="role-name">
                <b className="break">
                  <Foreign text={role.name} />
                </b>
                <span className="sub break">
                  <Foreign text={roleWords(role)} />
                </span>
              </td>
              <td className="wide-only">{providerTitle(role.provider)}</td>
              <td className="num">
                {count(role.activeHolders)} <span className="faint">of {count(role.holders)} active</span>
              </td>
              <td className="num">
                <b>{count(role.used)}</b> / {role.permissions === null ? '?' : count(role.permissions)}
              </td>
              <td className="bar-cell">
                <GapBar {...role} granted={role.permissions ?? 0} />
              </td>
              <td className="wide-only break">
                {role.copyOf && (
                  <Link to="/roles" search={{ q: role.copyOf.id }}>
                    <Foreign text={roleHolder(role.copyOf.id) ?? role.copyOf.name} />
                  </Link>
                )}{' '}
                {role.copyOf && <span className="faint">{percent(role.copyOf.similarity, 1)} alike</span>}
              </td>
              <td className="wide-only nowrap">
                {role.changedAt === null ? (
                  <span className="faint">not known</span>
                ) : (
                  shortDay(role.changedAt)
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {shown < roles.length && (
        <p className="more">
          <button type="button" className="button small" onClick={() => setShown(shown + step)}>
            Show {Math.min(step, roles.length - shown)} more
          </button>
        </p>
      )}
    </div>
  );
}

/** `inline of ann, 111122223333`. */
function roleWords({ id, kind, account }: Shapes['Role']): string {
  const holder = roleHolder(id);
  return [holder === undefined ? kind : `${kind} of ${holder}`, account].filter(Boolean).join(', ');
}
