import { useState } from 'react';
import { Dialog } from '../../app/dialog.tsx';
import { useMedia } from '../../app/use-media.ts';

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

/** Of chosen columns those that there is room for; what tells least goes first. */
export function useFitting(columns: readonly ColumnName[]): readonly ColumnName[] {
  const isMiddling = useMedia('(max-width: 1240px)');
  const isNarrow = useMedia('(max-width: 960px)');
  const dropped: readonly ColumnName[] = isNarrow
    ? ['weeks', 'account', 'provider', 'owner', 'last', 'levels']
    : isMiddling
      ? ['weeks', 'account']
      : [];
  return columns.filter((name) => !dropped.includes(name));
}

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
