export { kubernetesPolicyLanguage } from './language.ts';
export { kubernetesProposals } from './propose/index.ts';
