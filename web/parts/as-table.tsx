import { useState } from 'react';
import { Scroll } from './scroll.tsx';

interface AsTableProps {
  /** What the picture shows, as the name of its table. */
  readonly name: string;
  readonly head: readonly string[];
  /** Asked for when the table is opened. */
  readonly rows: () => readonly (readonly string[])[];
}

/** What a picture shows, in words and numbers, for whoever would rather read it or cannot point at it. */
export function AsTable({ name, head, rows }: AsTableProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details className="as-table" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>As a table</summary>
      {isOpen && (
        <Scroll label={name}>
          <table>
            <thead>
              <tr>
                {head.map((title, index) => (
                  <th key={title} scope="col" className={index === 0 ? undefined : 'num'}>
                    {title}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows().map(([first = '', ...rest]) => (
                <tr key={first}>
                  <th scope="row">{first}</th>
                  {rest.map((value, index) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its column
                    <td key={index} className="num">
                      {value}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
    </details>
  );
}
