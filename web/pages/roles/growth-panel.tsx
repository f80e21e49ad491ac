import type { Shapes } from '../../client/client.ts';
import { Panel } from '../../parts/panel.tsx';
import { TrendChart } from '../../parts/trend-chart.tsx';
import { count, counted, percent } from '../../words/format.ts';

const daysOfMonth = 30.44;

/** How the number of roles grows, month by month. */
export function GrowthPanel({ growth, totals }: Pick<Shapes['RoleList'], 'growth' | 'totals'>) {
  const { months, doublingDays, perHolder, index, parts } = growth;
  return (
    <Panel
      span={5}
      title={titleOf(doublingDays)}
      basis={
        <>
          <span>{counted(months.length, 'month')}, of roles there are still</span>
          <span>doubling by the last half year</span>
          <span>explosion index {index} of 100</span>
        </>
      }
    >
      <TrendChart
        points={months.map(({ month, roles }) => ({ at: `${month}-01`, value: roles }))}
        label={`Roles at the end of each of ${counted(months.length, 'month')}, now ${count(totals.roles)}`}
        unit="Roles"
        none="Two months with roles make a line."
      />
      <ul className="plain-rows after">
        <Part name="roles for each holder" value={perHolder.toFixed(2)} />
        <Part name="near copies" value={percent(parts.copies, 1)} />
        <Part name="held by one alone" value={percent(parts.single, 1)} />
        <Part name="given and never needed" value={percent(parts.idle, 1)} />
      </ul>
    </Panel>
  );
}

function Part({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <li>
      <span className="soft">{name}</span>
      <b>{value}</b>
    </li>
  );
}

function titleOf(doublingDays: number | null): string {
  if (doublingDays === null) return 'The number of roles stands still';
  const months = doublingDays / daysOfMonth;
  return `Roles double every ${months < 2 ? counted(Math.round(doublingDays), 'day') : counted(Math.round(months), 'month')}`;
}
