export { salesforcePolicyLanguage } from './language.ts';
