import type { Report, TokenRow } from '../../../model/report.ts';
import { type Line, line, run } from '../run.ts';
import { heading, point } from '../sentence.ts';
import { counted, shortName } from '../words.ts';

/** What stands out across tokens, one sentence each; nothing is said of what is not there. */
export function signSection({ tokens, totals }: Report, width: number): Line[] {
  const signs = totals.granted > 0 ? [...callSigns(tokens), ...grantSigns(tokens)] : callSigns(tokens);
  if (signs.length === 0) return [];
  return [...heading('What stands out', width), ...signs.flatMap((sign) => point(sign, width))];
}

function callSigns(tokens: readonly TokenRow[]): Line[] {
  const silent = tokens.filter(({ status, calls }) => status === 'active' && calls === 0);
  const inactive = tokens.filter(({ status, calls }) => status === 'inactive' && calls > 0);
  const denied = tokens.filter((token) => token.denied > 0);
  return [
    ...sign(
      silent,
      'active token',
      `made no call. Together they may do ${counted(sum(silent, 'granted'), 'thing')}.`,
    ),
    ...sign(inactive, 'token', 'made calls in this window and cannot any more.'),
    ...sign(
      denied,
      'token',
      `wanted more than was given: ${counted(sum(denied, 'denied'), 'permission')} denied.`,
    ),
  ];
}

/** What only an inventory tells; without one it would be said of every token. */
function grantSigns(tokens: readonly TokenRow[]): Line[] {
  const beyond = tokens.filter((token) => token.usedNotGranted > 0);
  const ownerless = tokens.filter(({ owner }) => owner === null);
  const unscored = tokens.filter(({ score }) => score === null);
  const permissions = counted(sum(beyond, 'usedNotGranted'), 'permission');
  return [
    ...sign(
      beyond,
      'token',
      `used ${permissions} that no grant we know of gives: the inventory is not whole, or is of another time.`,
    ),
    ...sign(ownerless, 'token', 'without an owner.'),
    ...sign(unscored, 'token', 'cannot be scored: of what they may do, too little is known.'),
  ];
}

function sign(tokens: readonly TokenRow[], noun: string, says: string): Line[] {
  if (tokens.length === 0) return [];
  const named =
    tokens.length > 3 ? '' : ` (${tokens.map(({ principal }) => shortName(principal)).join(', ')})`;
  return [line(run(counted(tokens.length, noun), 'strong'), ` ${says}${named}`)];
}

function sum(tokens: readonly TokenRow[], field: 'granted' | 'denied' | 'usedNotGranted'): number {
  return tokens.reduce((total, token) => total + token[field], 0);
}
