import { permissionLanguage } from '../../permission-language.ts';
import { areaOf, githubCatalogue } from '../catalogue/index.ts';
import { type PolicyDocument, readDocument } from './document.ts';

/**
 * GitHub’s permission sets, classic scopes and workflow blocks, for whoever asks single questions of them. Several of kind
 * `identity` add up, as scopes do; each of kind `session` limits what they give, as the permissions do that an app asks
 * for with a token. The action is a permission (`contents:read`) or an operation (`GET /repos/{owner}/{repo}/pulls`).
 */
export const githubPolicyLanguage = permissionLanguage<PolicyDocument>({
  title: 'GitHub',
  catalogue: githubCatalogue,
  read: readDocument,
  reaches,
  otherwise: 'neither permissions nor scopes nor a workflow with a `permissions:` block',
});

function reaches({ repositories }: PolicyDocument, name: string, resource: string): boolean {
  if (repositories === undefined || areaOf(name) !== 'repository' || resource === '*') return true;
  return repositories.some((each) => each.toLowerCase() === resource.toLowerCase());
}
