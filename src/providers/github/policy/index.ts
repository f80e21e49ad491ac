export { githubPolicyLanguage } from './language.ts';
export { githubProposals } from './propose/index.ts';
