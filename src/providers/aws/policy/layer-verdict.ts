import type { CallContext } from './call-context.ts';
import { matchRest } from './compile-policy.ts';
import type { PrincipalMatch } from './match-principal.ts';
import type { Layer } from './policy-set.ts';

/** How a resource policy allows: to the caller itself, to the role or user behind it, or to its account. */
export type Reach = 'none' | 'account' | 'issuer' | 'caller';

/** What one layer says of one request; the `possible` parts count what is open or unreadable. */
export interface LayerVerdict {
  readonly allows: Reach;
  readonly possiblyAllows: Reach;
  readonly denies: boolean;
  readonly possiblyDenies: boolean;
}

/** Asks all statements of a layer about a request. */
export function judgeLayer(layer: Layer, context: CallContext): LayerVerdict {
  let allows: Reach = 'none';
  let possiblyAllows: Reach = layer.lost.allow ? 'caller' : 'none';
  let denies = false;
  let possiblyDenies = layer.lost.deny;
  for (const candidate of layer.statementsFor(context.action)) {
    const named = layer.kind === 'resource' ? candidate.matchesPrincipal(context.caller) : 'caller';
    if (named === 'none') continue;
    const match = matchRest(candidate, context);
    if (match === 'no') continue;
    const isSure = match === 'yes' && named !== 'unknown';
    if (candidate.statement.effect === 'deny') {
      if (isSure) denies = true;
      possiblyDenies = true;
    } else {
      if (isSure) allows = further(allows, named);
      possiblyAllows = further(possiblyAllows, named === 'unknown' ? 'caller' : named);
    }
  }
  return { allows, possiblyAllows, denies, possiblyDenies };
}

const order: readonly PrincipalMatch[] = ['none', 'account', 'issuer', 'caller'];

function further(left: Reach, right: Exclude<PrincipalMatch, 'unknown'>): Reach {
  return order.indexOf(right) > order.indexOf(left) ? right : left;
}
