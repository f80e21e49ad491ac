import { ScopelightError } from '../../../../model/error.ts';
import type { ProposalLanguage } from '../../../../model/policy-proposal.ts';

/**
 * Writes the scopes of a proposal as JSON.
 * @throws {ScopelightError} `usage.invalid` for any other format
 */
export const render: ProposalLanguage['render'] = ({ documents }, _holder, format) => {
  if (format !== 'json') {
    throw new ScopelightError('usage.invalid', `scopes cannot be written as ${format}`, {
      hint: 'use --format json',
    });
  }
  const [first, ...others] = documents.map(({ document }) => document);
  return `${JSON.stringify(others.length === 0 ? (first ?? null) : [first, ...others], null, 2)}\n`;
};
