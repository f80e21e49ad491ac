import type { Shapes } from '../../client/client.ts';
import { Foreign } from '../../parts/foreign.tsx';
import { Panel } from '../../parts/panel.tsx';
import { count, counted, shortId } from '../../words/format.ts';

/** What gives it its permissions, and by which path. */
export function RolePanel({ page: { roles } }: { readonly page: Shapes['Token'] }) {
  if (roles.length === 0) return null;
  const gives = roles.filter(({ effect }) => effect === 'allow').length;
  return (
    <Panel
      title={`${counted(gives, 'role')} ${gives === 1 ? 'gives' : 'give'} it all that it may do`}
      isFlush
      basis={<span>as the latest inventory lists them</span>}
    >
      <div className="scroll-x">
        <table>
          <thead>
            <tr>
              <th scope="col">Role</th>
              <th scope="col">Effect</th>
              <th scope="col" className="num">
                Permissions
              </th>
              <th scope="col" className="wide-only">
                By
              </th>
            </tr>
          </thead>
          <tbody>
            {roles.map((role) => (
              <tr key={`${role.id} ${role.effect} ${role.path.join()}`}>
                <td className="break">
                  <b>
                    <Foreign text={role.name || shortId(role.id)} />
                  </b>
                </td>
                <td>
                  {role.effect}
                  {role.isConditional && <span className="faint"> under a condition</span>}
                </td>
                <td className="num">{count(role.permissions)}</td>
                <td className="wide-only break">
                  <Foreign text={role.path.map(shortId).join(' → ')} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}
