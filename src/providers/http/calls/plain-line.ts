import type { Expressions } from '../../shared/calls/layers.ts';
import { quote } from '../../shared/calls/sql-text.ts';

const beforeRequest = '^\\S+ - \\S* \\[\\d{2}/\\w{3}/\\d{4}:\\d{2}:\\d{2}:\\d{2} [+-]\\d{4}\\] $';
const afterRequest = '^ (\\d{3}|-) (\\d+|-) $';

/**
 * Takes a line of the combined format apart at its quotes and spaces, which takes half as long as its regular expression does:
 * `plain` are the groups that this one gives, and empty for a line that is in any way unlike most, which is left to it.
 */
export function plainLine(line: string): Expressions {
  const [before, after] = ['plain_parts[1]', 'plain_parts[3]'];
  const isPlain = [
    'length(plain_parts) > 6',
    "plain_parts[5] = ' '",
    `match(${after}, ${quote(afterRequest)})`,
    `match(${before}, ${quote(beforeRequest)})`,
  ];
  // `address - user [time] `, of which the time and what is around it take 30 characters.
  const groups = [
    `substring(${before}, 1, plain_space - 1)`,
    `substring(${before}, plain_space + 3, length(${before}) - 32 - plain_space)`,
    `substring(${before}, -28, 26)`,
    'plain_parts[2]',
    `substring(${after}, 2, position(${after}, ' ', 2) - 2)`,
    'plain_parts[6]',
  ];
  return {
    plain_parts: `if(position(${line}, '\\\\') = 0 AND isValidUTF8(${line}), splitByChar('"', ${line}), [])`,
    plain_space: `position(${before}, ' ')`,
    plain: `if(${isPlain.join(' AND ')}, [${groups.join(', ')}], [])`,
  };
}
