export { salesforcePolicyLanguage } from './language.ts';
export { salesforceProposals } from './propose/index.ts';
