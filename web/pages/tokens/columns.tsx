import { useState } from 'react';
import { Dialog } from '../../app/dialog.tsx';

/** Columns beside the token itself, in order. */
export const columnNames = [
  'provider',
  'account',
  'owner',
  'what',
  'used',
  'levels',
  'last',
  'weeks',
  'calls',
  'score',
] as const;
export type ColumnName = (typeof columnNames)[number];

const titles: Readonly<Record<ColumnName, string>> = {
  provider: 'Provider',
  account: 'Account',
  owner: 'Owner',
  what: 'What it used',
  used: 'Used / granted',
  levels: 'Levels',
  last: 'Last use',
  weeks: '13 weeks',
  calls: 'Calls',
  score: 'Gap score',
};
const usual: readonly ColumnName[] = [
  'provider',
  'owner',
  'what',
  'used',
  'levels',
  'last',
  'weeks',
  'score',
];

const orders: Partial<Readonly<Record<ColumnName, string>>> = {
  what: 'unused',
  used: 'granted',
  last: 'last',
  calls: 'calls',
  score: 'gap',
};

/** What the list is sorted by under the head of a column; nothing where that makes no order. */
export function columnOrder(name: ColumnName): string | undefined {
  return orders[name];
}

export function columnTitle(name: ColumnName): string {
  return titles[name];
}

/** The columns that the address names, or the usual ones. */
export function chosenColumns(text: string | undefined): readonly ColumnName[] {
  if (text === undefined) return usual;
  const names = text.split(',');
  return columnNames.filter((name) => names.includes(name));
}

/** The least that a column needs. */
const leastWidths: Readonly<Record<ColumnName, number>> = {
  provider: 78,
  account: 116,
  owner: 80,
  what: 140,
  used: 104,
  levels: 100,
  last: 76,
  weeks: 76,
  calls: 74,
  score: 112,
};
const dropOrder: readonly ColumnName[] = ['weeks', 'account', 'provider', 'calls', 'owner', 'last', 'levels'];
const columnGap = 14;
/** What the box to choose a token and its name need, with what is beside them. */
const nameWidth = 20 + 170 + 2 * columnGap + 32;

/** Of chosen columns those that there is room for; what tells least goes first. */
export function fittingColumns(columns: readonly ColumnName[], width: number): readonly ColumnName[] {
  let fitting = columns;
  for (const name of dropOrder) {
    if (needed(fitting) <= width) break;
    fitting = fitting.filter((one) => one !== name);
  }
  return fitting;
}

function needed(columns: readonly ColumnName[]): number {
  return columns.reduce((sum, name) => sum + leastWidths[name] + columnGap, nameWidth);
}

/** Widths of the columns, as a template of a grid. */
export function columnTemplate(columns: readonly ColumnName[]): string {
  const own = columns.map((name) => {
    const share = shares[name];
    return share === undefined ? `${leastWidths[name]}px` : `minmax(${leastWidths[name]}px, ${share}fr)`;
  });
  return ['20px', 'minmax(170px, 1.2fr)', ...own].join(' ');
}

const shares: Partial<Readonly<Record<ColumnName, number>>> = { owner: 0.6, what: 1.5 };

interface ColumnsProps {
  readonly chosen: readonly ColumnName[];
  readonly onChoose: (names: string | undefined) => void;
}

/** Chooses which columns are shown. */
export function Columns({ chosen, onChoose }: ColumnsProps) {
  const [isOpen, setOpen] = useState(false);
  const toggle = (name: ColumnName): void => {
    const next = columnNames.filter((one) => (one === name ? !chosen.includes(name) : chosen.includes(one)));
    onChoose(next.join(',') === usual.join(',') ? undefined : next.join(','));
  };
  return (
    <>
      <button type="button" className="button wide-only" onClick={() => setOpen(true)}>
        Columns
      </button>
      {isOpen && (
        <Dialog label="Columns" onClose={() => setOpen(false)}>
          <h2>Columns</h2>
          <ul className="stack choices">
            {columnNames.map((name) => (
              <li key={name}>
                <label>
                  <input type="checkbox" checked={chosen.includes(name)} onChange={() => toggle(name)} />{' '}
                  {titles[name]}
                </label>
              </li>
            ))}
          </ul>
        </Dialog>
      )}
    </>
  );
}
