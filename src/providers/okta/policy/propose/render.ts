import { ScopelightError } from '../../../../model/error.ts';
import type { ProposalLanguage } from '../../../../model/policy-proposal.ts';

/**
 * Writes a proposal as JSON.
 * @throws {ScopelightError} `usage.invalid` for a format that Okta has nothing for
 */
export const render: ProposalLanguage['render'] = ({ documents }, _holder, format) => {
  if (format !== 'json') {
    throw new ScopelightError('usage.invalid', `scopes and admin roles cannot be written as ${format}`, {
      hint: 'use --format json',
    });
  }
  return `${JSON.stringify(documents[0]?.document ?? null, null, 2)}\n`;
};
