import type { TokenRow } from '../../../model/report.ts';
import { shareBar } from '../bar.ts';
import { type Line, line, run } from '../run.ts';
import { andMore, heading } from '../sentence.ts';
import { type Column, table } from '../table.ts';
import { count, percent } from '../words.ts';

interface Account {
  readonly provider: string;
  readonly account: string;
  readonly tokens: number;
  readonly calls: number;
  readonly granted: number;
  /** Of what is granted: what was used of it. */
  readonly used: number;
  readonly unused: number;
  readonly unknown: number;
}

const shownMax = 15;

/** The same bar for every account, the widest gap first. */
export function accountSection(tokens: readonly TokenRow[], width: number): Line[] {
  const accounts = byAccount(tokens).sort(
    (a, b) => b.unused - a.unused || b.granted - a.granted || b.calls - a.calls,
  );
  const [widest] = accounts;
  if (widest === undefined) return [];
  const rest = accounts.length - shownMax;
  return [
    ...heading(conclusion(accounts, widest), width),
    [],
    ...table(columnsFor(width), accounts.slice(0, shownMax), { width }),
    ...andMore(rest, width),
  ];
}

function conclusion(accounts: readonly Account[], widest: Account): string {
  const all = accounts.reduce((sum, { unused }) => sum + unused, 0);
  if (accounts.length === 1) return `Every token is in account ${widest.account}.`;
  if (all === 0) return `The tokens are in ${count(accounts.length)} accounts.`;
  return `Account ${widest.account} holds ${percent(widest.unused, all)} of all that is unused.`;
}

function byAccount(tokens: readonly TokenRow[]): Account[] {
  const accounts = new Map<string, Account>();
  for (const row of tokens) {
    const key = JSON.stringify([row.provider, row.account]);
    const sum = accounts.get(key);
    accounts.set(key, {
      provider: row.provider,
      account: row.account,
      tokens: (sum?.tokens ?? 0) + 1,
      calls: (sum?.calls ?? 0) + row.calls,
      granted: (sum?.granted ?? 0) + row.granted,
      used: (sum?.used ?? 0) + row.granted - row.unused - row.unknown,
      unused: (sum?.unused ?? 0) + row.unused,
      unknown: (sum?.unknown ?? 0) + row.unknown,
    });
  }
  return [...accounts.values()];
}

function columnsFor(width: number): readonly Column<Account>[] {
  const barWidth = width >= 120 ? 30 : 16;
  return [
    { head: 'provider', cell: ({ provider }) => line(provider) },
    {
      head: 'account',
      widthMin: 8,
      widthMax: 32,
      cut: 'middle',
      cell: ({ account }) => line(run(account, 'strong')),
    },
    { head: 'tokens', align: 'right', drop: 3, cell: ({ tokens }) => line(count(tokens)) },
    { head: 'calls', align: 'right', drop: 5, cell: ({ calls }) => line(count(calls)) },
    { head: 'granted', align: 'right', drop: 4, cell: ({ granted }) => line(count(granted)) },
    { head: 'used', align: 'right', cell: usedCell },
    { head: '', drop: 1, cell: (account) => (account.granted === 0 ? [] : shareBar(account, barWidth)) },
  ];
}

function usedCell({ used, granted }: Account): Line {
  return line(granted === 0 ? run('not known', 'unknown') : percent(used, granted));
}
