export { githubPolicyLanguage } from './language.ts';
