export { httpPolicyLanguage } from './language.ts';
export { httpProposals } from './propose/index.ts';
