export { oktaPolicyLanguage } from './language.ts';
export { oktaProposals } from './propose/index.ts';
