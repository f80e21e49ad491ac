import { ScopelightError } from '../../../../model/error.ts';
import type { ProposalLanguage } from '../../../../model/policy-proposal.ts';

/**
 * Writes a proposal as JSON, which is YAML too: a workflow takes it as its `permissions:` block.
 * @throws {ScopelightError} `usage.invalid` for a format that GitHub has nothing for
 */
export const render: ProposalLanguage['render'] = ({ documents }, _holder, format) => {
  if (format !== 'json') {
    throw new ScopelightError('usage.invalid', `permissions of GitHub cannot be written as ${format}`, {
      hint: 'use --format json',
    });
  }
  const [first, ...others] = documents.map(({ document }) => document);
  return `${JSON.stringify(others.length === 0 ? (first ?? null) : [first, ...others], null, 2)}\n`;
};
