/** Programs that call GitHub, as they name themselves. */
export const agents = {
  git: 'git/2.49.0',
  oldGit: 'git/1.8.3.1',
  gitOfWorkflows: 'git/2.49.0 (actions-checkout)',
  cli: 'GitHub CLI 2.74.0',
  octokit: 'octokit-rest.js/21.1.1 octokit-core.js/6.1.5 Node.js/22',
  actions: 'actions/github-script actions-octokit.js/6.0.1',
  python: 'PyGithub/Python',
  requests: 'python-requests/2.32.3',
  oldRequests: 'python-requests/2.9.1',
  renovate: 'Renovate/40.48.4 (https://github.com/renovatebot/renovate)',
  insights: 'DeltaMetrics-Collector/7.2',
  browser:
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36',
} as const;
