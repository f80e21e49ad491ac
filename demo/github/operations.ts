import type { Random } from '../random.ts';
import type { Repository } from './holders.ts';
import { event, type GithubOperation, request } from './operation.ts';

/*
 * What programs ask GitHub's API for, with what a fine-grained token or an app must hold for it, as the page of each
 * endpoint says: https://docs.github.com/en/rest/authentication/permissions-required-for-fine-grained-personal-access-tokens
 */

const repo = '/repos/{owner}/{repo}';

export const getRepository = (repository: Repository): GithubOperation =>
  request('GET', repo, 'metadata:read', repository);

export const listOrganisationRepositories: GithubOperation = request(
  'GET',
  '/orgs/{org}/repos',
  'metadata:read',
);

export const listMembers: GithubOperation = request('GET', '/orgs/{org}/members', 'members:read');

export const getContents = (repository: Repository, path: string): GithubOperation =>
  request('GET', `${repo}/contents/{path}`, 'contents:read', repository, { path });

export const putContents = (repository: Repository, path: string): GithubOperation =>
  request('PUT', `${repo}/contents/{path}`, 'contents:write', repository, { path });

export const createRef = (repository: Repository): GithubOperation =>
  request('POST', `${repo}/git/refs`, 'contents:write', repository);

export const listReleases = (repository: Repository): GithubOperation =>
  request('GET', `${repo}/releases`, 'contents:read', repository);

export const listTags = (repository: Repository): GithubOperation =>
  request('GET', `${repo}/tags`, 'metadata:read', repository);

export const listPulls = (repository: Repository): GithubOperation =>
  request('GET', `${repo}/pulls`, 'pull_requests:read', repository);

export const createPull = (repository: Repository): GithubOperation =>
  request('POST', `${repo}/pulls`, 'pull_requests:write', repository);

export const updatePull = (repository: Repository, number: number): GithubOperation =>
  request('PATCH', `${repo}/pulls/{pull_number}`, 'pull_requests:write', repository, { pull_number: number });

export const listIssues = (repository: Repository): GithubOperation =>
  request('GET', `${repo}/issues`, 'issues:read', repository);

export const createIssue = (repository: Repository): GithubOperation =>
  request('POST', `${repo}/issues`, 'issues:write', repository);

export const createStatus = (repository: Repository, random: Random): GithubOperation =>
  request('POST', `${repo}/statuses/{sha}`, 'statuses:write', repository, { sha: random.hex(40) });

export const createCheckRun = (repository: Repository): GithubOperation =>
  request('POST', `${repo}/check-runs`, 'checks:write', repository);

export const updateCheckRun = (repository: Repository, id: number): GithubOperation =>
  request('PATCH', `${repo}/check-runs/{check_run_id}`, 'checks:write', repository, { check_run_id: id });

export const createDeployment = (repository: Repository): GithubOperation =>
  request('POST', `${repo}/deployments`, 'deployments:write', repository);

export const createDeploymentStatus = (repository: Repository, id: number): GithubOperation =>
  request('POST', `${repo}/deployments/{deployment_id}/statuses`, 'deployments:write', repository, {
    deployment_id: id,
  });

export const listWorkflowRuns = (repository: Repository): GithubOperation =>
  request('GET', `${repo}/actions/runs`, 'actions:read', repository);

export const dispatchWorkflow = (repository: Repository): GithubOperation =>
  request('POST', `${repo}/actions/workflows/{workflow_id}/dispatches`, 'actions:write', repository, {
    workflow_id: 'release.yml',
  });

export const createHook = (repository: Repository): GithubOperation =>
  request('POST', `${repo}/hooks`, 'repository_hooks:write', repository);

export const listDependabotAlerts = (repository: Repository): GithubOperation =>
  request('GET', `${repo}/dependabot/alerts`, 'vulnerability_alerts:read', repository);

export const listCodeScanningAlerts = (repository: Repository): GithubOperation =>
  request('GET', `${repo}/code-scanning/alerts`, 'security_events:read', repository);

export const getBranchProtection = (repository: Repository): GithubOperation =>
  request('GET', `${repo}/branches/{branch}/protection`, 'administration:read', repository, {
    branch: 'main',
  });

/** The start or the end of a workflow run, which GitHub notes of whoever set it off. */
export const workflowRun = (
  verb: 'created' | 'completed',
  repository: Repository,
  runId: number,
): GithubOperation =>
  event(`workflows.${verb}_workflow_run`, verb === 'created' ? 'create' : 'modify', repository, {
    workflow_run_id: runId,
    event: 'push',
    name: 'Build and deploy',
    head_branch: 'main',
    ...(verb === 'completed' && { conclusion: 'success' }),
  });
