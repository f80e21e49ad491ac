import type { PolicyHolder } from '../../../../model/policy-proposal.ts';
import { identityOf } from '../../remedy/identity.ts';

/** The name of the policy that holds one of several documents; users and roles of one name differ in it. */
export function proposalName(
  holder: PolicyHolder,
  { position, count, purpose }: { position: number; count: number; purpose: string | undefined },
): string {
  const name = `${baseName(holder)}${count > 1 ? `-${position + 1}` : ''}`;
  if (purpose === undefined) return name;
  return `${name.slice(0, beginningMax)}-${purpose.replaceAll(/[^A-Za-z0-9]+/g, '-')}`.slice(0, 128);
}

/** Leaves room for what a policy is for. */
const beginningMax = 60;

/** Whether a policy has the name of an earlier proposal for the same holder. */
export function isProposalName(name: string, holder: PolicyHolder): boolean {
  const base = baseName(holder);
  return name === base || (name.startsWith(`${base}-`) && /^\d+$/.test(name.slice(base.length + 1)));
}

const nameLengthMax = 120;

function baseName({ principalId }: PolicyHolder): string {
  const { kind, name } = identityOf(principalId);
  return `scopelight-${kind}-${name}`.replace(/[^\w+=,.@-]+/g, '-').slice(0, nameLengthMax);
}
