import { ScopelightError } from '../../../../model/error.ts';
import type { ProposalLanguage } from '../../../../model/policy-proposal.ts';
import { documentXml } from '../../metadata/write-xml.ts';

/**
 * Writes a proposal as the metadata file that is deployed, or the same as JSON.
 * @throws {ScopelightError} `usage.invalid` for a format that Salesforce has nothing for
 */
export const render: ProposalLanguage['render'] = ({ documents }, _holder, format) => {
  const document = documents[0]?.document ?? null;
  if (format === 'json') return `${JSON.stringify(document, null, 2)}\n`;
  if (format === 'xml') return documentXml(document) ?? '';
  throw new ScopelightError('usage.invalid', `permission sets cannot be written as ${format}`, {
    hint: 'use --format xml or --format json',
  });
};
