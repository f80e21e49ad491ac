import { stringify } from 'yaml';
import { ScopelightError } from '../../../../model/error.ts';
import type { ProposalLanguage } from '../../../../model/policy-proposal.ts';
import { manifestsIn } from '../../rbac/manifests.ts';

/**
 * Writes a proposal as manifests that `kubectl apply -f` takes: as YAML, one document for each object, or as one JSON list.
 * @throws {ScopelightError} `usage.invalid` for a format that Kubernetes has nothing for
 */
export const render: ProposalLanguage['render'] = ({ documents }, _holder, format) => {
  const objects = documents
    .flatMap(({ document }) => manifestsIn(document))
    .flatMap((part) => ('reason' in part ? [] : [part.body]));
  switch (format) {
    case 'yaml':
      return objects.map((one) => stringify(one, { lineWidth: 0 })).join('---\n');
    case 'json':
      return `${JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects }, null, 2)}\n`;
    default:
      throw new ScopelightError('usage.invalid', `roles of Kubernetes cannot be written as ${format}`, {
        hint: 'use --format yaml or --format json',
      });
  }
};
