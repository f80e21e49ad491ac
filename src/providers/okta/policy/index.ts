export { readDocument } from './document.ts';
export { oktaPolicyLanguage } from './language.ts';
export { nativeKind, oktaProposals } from './propose/index.ts';
