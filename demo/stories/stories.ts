import type { Story } from '../world.ts';
import { adminOnlyReads } from './admin-only-reads.ts';
import { apiPartners } from './api-partners.ts';
import { apiPrograms } from './api-programs.ts';
import { awsBackground } from './aws-background.ts';
import { blindedTrail } from './blinded-trail.ts';
import { borrowedKey } from './borrowed-key.ts';
import { burstOfRefusals } from './burst-of-refusals.ts';
import { ciDeploys } from './ci-deploys.ts';
import { clonedRoles } from './cloned-roles.ts';
import { clusterAdmins } from './cluster-admins.ts';
import { clusterBackDoor } from './cluster-back-door.ts';
import { clusterLife } from './cluster-life.ts';
import { clusterServices } from './cluster-services.ts';
import { crmIntegrations } from './crm-integrations.ts';
import { crmPeople } from './crm-people.ts';
import { crossAccountReader } from './cross-account-reader.ts';
import { denials } from './denials.ts';
import { deployKeys } from './deploy-keys.ts';
import { developers } from './developers.ts';
import { directoryAdmins } from './directory-admins.ts';
import { directoryApps } from './directory-apps.ts';
import { directoryTokens } from './directory-tokens.ts';
import { federatedUser } from './federated-user.ts';
import { githubApps } from './github-apps.ts';
import { guardedRole } from './guarded-role.ts';
import { iamUserPeople } from './iam-user-people.ts';
import { lateGrant } from './late-grant.ts';
import { leaverTokens } from './leaver-tokens.ts';
import { ledgerExport } from './ledger-export.ts';
import { legacyCiKey } from './legacy-ci-key.ts';
import { logHole } from './log-hole.ts';
import { lookAlikes } from './look-alikes.ts';
import { manyKeys } from './many-keys.ts';
import { monthEndClose } from './month-end-close.ts';
import { newCountry } from './new-country.ts';
import { newWays } from './new-ways.ts';
import { nightlyEtl } from './nightly-etl.ts';
import { officePeople } from './office-people.ts';
import { outsiders } from './outsiders.ts';
import { personalTokens } from './personal-tokens.ts';
import { personsJobs } from './persons-jobs.ts';
import { podRole } from './pod-role.ts';
import { poisonedKey } from './poisoned-key.ts';
import { quarterlyTax } from './quarterly-tax.ts';
import { quietTheft } from './quiet-theft.ts';
import { regionGuard } from './region-guard.ts';
import { rightSized } from './right-sized.ts';
import { roleChain } from './role-chain.ts';
import { roleChanges } from './role-changes.ts';
import { roleFlood } from './role-flood.ts';
import { rootUse } from './root-use.ts';
import { rotatedKey } from './rotated-key.ts';
import { samlPartner } from './saml-partner.ts';
import { scanner } from './scanner.ts';
import { sharedBot } from './shared-bot.ts';
import { signIns } from './sign-ins.ts';
import { sleepingAccounts } from './sleeping-accounts.ts';
import { sleepingKeys } from './sleeping-keys.ts';
import { sleepingPats } from './sleeping-pats.ts';
import { starRole } from './star-role.ts';
import { stolenPat } from './stolen-pat.ts';
import { terraform } from './terraform.ts';
import { usedNotGranted } from './used-not-granted.ts';
import { waysUp } from './ways-up.ts';
import { webServices } from './web-services.ts';
import { weeklyReport } from './weekly-report.ts';
import { workflows } from './workflows.ts';
import { yearlyJobs } from './yearly-jobs.ts';
import { zombieKeys } from './zombie-keys.ts';

/** Everything that happens in the demo organisation. The order does not matter to the calls that come out. */
export const stories: readonly Story[] = [
  awsBackground,
  webServices,
  ciDeploys,
  officePeople,
  iamUserPeople,
  nightlyEtl,
  weeklyReport,
  monthEndClose,
  quarterlyTax,
  yearlyJobs,
  samlPartner,
  roleChain,
  crossAccountReader,
  outsiders,
  rootUse,
  federatedUser,
  adminOnlyReads,
  ledgerExport,
  starRole,
  terraform,
  guardedRole,
  clonedRoles,
  lateGrant,
  newCountry,
  rotatedKey,
  sleepingKeys,
  zombieKeys,
  scanner,
  denials,
  lookAlikes,
  regionGuard,
  logHole,
  legacyCiKey,
  sharedBot,
  borrowedKey,
  usedNotGranted,
  poisonedKey,
  rightSized,
  blindedTrail,
  burstOfRefusals,
  manyKeys,
  quietTheft,
  waysUp,
  newWays,
  personsJobs,
  roleChanges,
  roleFlood,
  developers,
  workflows,
  githubApps,
  sleepingPats,
  personalTokens,
  deployKeys,
  leaverTokens,
  stolenPat,
  clusterAdmins,
  clusterBackDoor,
  clusterLife,
  clusterServices,
  podRole,
  sleepingAccounts,
  apiPartners,
  apiPrograms,
  crmIntegrations,
  crmPeople,
  directoryAdmins,
  directoryApps,
  directoryTokens,
  signIns,
];
