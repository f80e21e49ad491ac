import type { Expressions } from '../../shared/calls/layers.ts';
import { quote } from '../../shared/calls/sql-text.ts';

/**
 * Takes a line of the combined format, or of Envoy's, apart at its quotes and spaces, which takes a fraction of what their regular
 * expressions do: `plain_combined` and `plain_envoy` are the groups that these give, and empty for a line that is in any way
 * unlike most, which is left to them.
 */
export function plainLine(line: string): Expressions {
  return {
    plain_parts: `if(position(${line}, '\\\\') = 0 AND isValidUTF8(${line}), splitByChar('"', ${line}), [])`,
    plain_space: `position(${before}, ' ')`,
    plain_combined: groupsIf(
      [
        'length(plain_parts) > 6',
        "plain_parts[5] = ' '",
        `match(${after}, ${quote('^ (\\d{3}|-) (\\d+|-) $')})`,
        `match(${before}, ${quote('^\\S+ - \\S* \\[\\d{2}/\\w{3}/\\d{4}:\\d{2}:\\d{2}:\\d{2} [+-]\\d{4}\\] $')})`,
      ],
      // `address - user [time] `, of which the time and what is around it take 30 characters.
      [
        `substring(${before}, 1, plain_space - 1)`,
        `substring(${before}, plain_space + 3, length(${before}) - 32 - plain_space)`,
        `substring(${before}, -28, 26)`,
        'plain_parts[2]',
        status,
        'plain_parts[6]',
      ],
    ),
    // The agent and the id are the second and the third of the last five quoted values, which stand side by side.
    plain_envoy: groupsIf(
      [
        'length(plain_parts) > 12',
        ...[-9, -7, -5, -3].map((at) => `plain_parts[${at}] = ' '`),
        `match(${after}, '^ [0-9]+ ')`,
        `match(${before}, ${quote('^\\[\\d{4}-[^\\]]+\\] $')})`,
      ],
      [
        `substring(${before}, 2, length(${before}) - 3)`,
        'plain_parts[2]',
        status,
        'plain_parts[-8]',
        'plain_parts[-6]',
      ],
    ),
  };
}

/** What stands before the request, and behind it. */
const [before, after] = ['plain_parts[1]', 'plain_parts[3]'];
const status = `substring(${after}, 2, position(${after}, ' ', 2) - 2)`;

function groupsIf(conditions: readonly string[], groups: readonly string[]): string {
  return `if(${conditions.join(' AND ')}, [${groups.join(', ')}], [])`;
}
