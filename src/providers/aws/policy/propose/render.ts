import type {
  PolicyHolder,
  PolicyProposal,
  ProposalLanguage,
  RenderFormat,
} from '../../../../model/policy-proposal.ts';
import { documentText } from './document-text.ts';
import { renderCloudFormation } from './render-cloudformation.ts';
import { renderTerraform } from './render-terraform.ts';

/** Writes a proposal as text for a repository. Whatever resources are called, it stays text within a string. */
export const render: ProposalLanguage['render'] = (proposal, holder, format) => {
  return `${renderers[format](proposal, holder)}\n`;
};

type Renderer = (proposal: PolicyProposal, holder: PolicyHolder) => string;

const renderers: Readonly<Record<RenderFormat, Renderer>> = {
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
