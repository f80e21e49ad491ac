import { findProvider } from '../../providers/register.ts';
import type { TokenGap } from '../gap.ts';
import type { Fix } from './rule.ts';

/** The native commands that take a token out of use, reversible ones first. @param summary what to do where there is a switch */
export function retirementOf({ token }: TokenGap, summary: string): Fix {
  const { provider, id, kind, principalId, account } = token;
  const { quarantine, rollback, revoke, notes } = findProvider(provider).remedy.retire({
    id,
    kind,
    principalId,
    account,
  });
  const hasSwitch = quarantine.length > 0 || revoke.length === 0;
  return {
    summary: hasSwitch ? summary : 'ask its owner, then revoke it: its kind has no switch, so that is final',
    commands: quarantine,
    rollback,
    revoke,
    notes,
  };
}
