import { useState } from 'react';
import type { Shapes } from '../../client/client.ts';
import { Command, Copy } from '../../parts/command.tsx';
import { Foreign } from '../../parts/foreign.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Scroll } from '../../parts/scroll.tsx';
import { count, counted, shortId } from '../../words/format.ts';

const rowsFirst = 8;
const namesMax = 4;

interface ModuleTableProps {
  readonly plan: Shapes['RolePlan'];
  /** What was allowed to be given too much, in percent. */
  readonly surplus: number;
}

/** The roles of a plan: what each gives, and to whom. */
export function ModuleTable({ plan, surplus }: ModuleTableProps) {
  const { roles } = plan;
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? roles : roles.slice(0, rowsFirst);
  return (
    <Panel
      title="What the modules would be"
      about={shown.length < roles.length ? `${shown.length} of ${count(roles.length)}` : undefined}
      isFlush
      basis={
        <>
          <span>names are suggestions</span>
          <span>resources are left open: what each principal used them on differs</span>
          {!isWhole && roles.length > rowsFirst && (
            <button type="button" className="link" onClick={() => setWhole(true)}>
              Show all {count(roles.length)}
            </button>
          )}
        </>
      }
    >
      <Scroll label="Modules">
        <table>
          <thead>
            <tr>
              <th scope="col">Module</th>
              <th scope="col">Gives</th>
              <th scope="col" className="num">
                Permissions
              </th>
              <th scope="col">To</th>
              <th scope="col">
                <span className="for-readers">Document</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((role) => (
              <tr key={role.name}>
                <td className="break">
                  <b>
                    <Foreign text={role.name} />
                  </b>
                </td>
                <td className="mono break">
                  <Foreign text={some(role.permissions)} />
                </td>
                <td className="num">{count(role.permissions.length)}</td>
                <td className="break">
                  {counted(role.principals.length, 'principal')}
                  <span className="sub">
                    <Foreign text={some(role.principals.map(shortId))} />
                  </span>
                </td>
                <td className="num">
                  {role.documents.length > 0 && (
                    <Copy text={role.documents.map((one) => JSON.stringify(one, null, 2)).join('\n')} />
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      <div className="module-command">
        <Command text={commandOf(plan, surplus)} />
      </div>
    </Panel>
  );
}

/** The same on the command line, with all that everybody gains and loses. */
function commandOf({ provider }: Shapes['RolePlan'], surplus: number): string {
  const most = surplus === 0 ? '' : ` --surplus ${Math.ceil(surplus)}`;
  return `scopelight roles plan --provider ${provider}${most}`;
}

function some(names: readonly string[]): string {
  const rest = names.length - namesMax;
  return rest > 0
    ? `${names.slice(0, namesMax).join(', ')} and ${count(rest)} more`
    : names.slice(0, namesMax + 1).join(', ');
}
