import type { Rule } from './rule.ts';
import { adminButReads } from './rules/admin-but-reads.ts';
import { askedNotCalled } from './rules/asked-not-called.ts';
import { broadGrant } from './rules/broad-grant.ts';
import { denialBurst } from './rules/denial-burst.ts';
import { humanOnMachineToken } from './rules/human-on-machine-token.ts';
import { leaverToken } from './rules/leaver-token.ts';
import { loggingOff } from './rules/logging-off.ts';
import { machineOnPersonsToken } from './rules/machine-on-persons-token.ts';
import { neverRotated } from './rules/never-rotated.ts';
import { neverUsed } from './rules/never-used.ts';
import { newPower } from './rules/new-power.ts';
import { newService } from './rules/new-service.ts';
import { noExpiry } from './rules/no-expiry.ts';
import { noOwner } from './rules/no-owner.ts';
import { phantomPrincipal } from './rules/phantom-principal.ts';
import { privilegeEscalation } from './rules/privilege-escalation.ts';
import { revokedButKnocking } from './rules/revoked-but-knocking.ts';
import { roleExplosion } from './rules/role-explosion.ts';
import { roleUnreviewed } from './rules/role-unreviewed.ts';
import { rolesCloned } from './rules/roles-cloned.ts';
import { rotatedNotRevoked } from './rules/rotated-not-revoked.ts';
import { sharedToken } from './rules/shared-token.ts';
import { suddenVolume } from './rules/sudden-volume.ts';
import { suspiciousEpisode } from './rules/suspicious-episode.ts';
import { tokenFlood } from './rules/token-flood.ts';
import { toxicCombination } from './rules/toxic-combination.ts';
import { unexpectedAgent } from './rules/unexpected-agent.ts';
import { unexpectedPlace } from './rules/unexpected-place.ts';
import { unusedRole } from './rules/unused-role.ts';
import { unusedToken } from './rules/unused-token.ts';

/** Every rule; of findings that are equally severe, those of earlier rules come first. Adding one is adding a file and a line. */
export const rules: readonly Rule[] = [
  phantomPrincipal,
  loggingOff,
  suspiciousEpisode,
  humanOnMachineToken,
  unexpectedPlace,
  unexpectedAgent,
  tokenFlood,
  newPower,
  newService,
  suddenVolume,
  leaverToken,
  denialBurst,
  unusedToken,
  neverUsed,
  rotatedNotRevoked,
  revokedButKnocking,
  unusedRole,
  adminButReads,
  broadGrant,
  privilegeEscalation,
  toxicCombination,
  sharedToken,
  machineOnPersonsToken,
  askedNotCalled,
  rolesCloned,
  roleUnreviewed,
  roleExplosion,
  neverRotated,
  noExpiry,
  noOwner,
];
