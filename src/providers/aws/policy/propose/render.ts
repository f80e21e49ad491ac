import { ScopelightError } from '../../../../model/error.ts';
import type {
  PolicyHolder,
  PolicyProposal,
  ProposalLanguage,
  RenderFormat,
} from '../../../../model/policy-proposal.ts';
import { documentText } from './document-text.ts';
import { renderCloudFormation } from './render-cloudformation.ts';
import { renderTerraform } from './render-terraform.ts';

/**
 * Writes a proposal as text for a repository. Whatever resources are called, it stays text within a string.
 * @throws {ScopelightError} `usage.invalid` for a format that AWS has nothing for
 */
export const render: ProposalLanguage['render'] = (proposal, holder, format) => {
  const renderer = renderers[format];
  if (renderer !== undefined) return `${renderer(proposal, holder)}\n`;
  throw new ScopelightError('usage.invalid', `policies of AWS cannot be written as ${format}`, {
    hint: `use --format ${Object.keys(renderers).join(', ')}`,
  });
};

type Renderer = (proposal: PolicyProposal, holder: PolicyHolder) => string;

const renderers: Readonly<Partial<Record<RenderFormat, Renderer>>> = {
  json: renderJson,
  terraform: renderTerraform,
  cloudformation: renderCloudFormation,
};

/** One document stands alone, as `aws iam create-policy` takes it; several come as a list with their names. */
function renderJson({ documents }: PolicyProposal): string {
  const [first] = documents;
  if (first !== undefined && documents.length === 1) return documentText(first.document, 2);
  const list = documents.map(({ name, document }) => ({ PolicyName: name, PolicyDocument: document }));
  return documentText(list, 2);
}
