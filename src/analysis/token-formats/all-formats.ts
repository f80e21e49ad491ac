import type { TokenFormat } from '../../model/token-format.ts';
import { providers } from '../../providers/register.ts';
import { aiFormats } from './ai.ts';
import { azureFormats } from './azure.ts';
import { collaborationFormats } from './collaboration.ts';
import { githubFormats } from './github.ts';
import { gitlabFormats } from './gitlab.ts';
import { googleFormats } from './google.ts';
import { identityFormats } from './identity.ts';
import { infrastructureFormats } from './infrastructure.ts';
import { jwtFormats } from './jwt.ts';
import { keyFormats } from './keys.ts';
import { messagingFormats } from './messaging.ts';
import { observabilityFormats } from './observability.ts';
import { packageFormats } from './packages.ts';
import { plainFormats } from './plain.ts';
import { softwareFormats } from './software.ts';

let formats: readonly TokenFormat[] | undefined;

/** Every format of a token that is known. Where two fit equally, the earlier goes before. */
export function tokenFormats(): readonly TokenFormat[] {
  formats ??= [
    ...providers().flatMap(({ tokens }) => tokens?.formats ?? []),
    ...githubFormats,
    ...gitlabFormats,
    ...googleFormats,
    ...azureFormats,
    ...identityFormats,
    ...collaborationFormats,
    ...messagingFormats,
    ...packageFormats,
    ...aiFormats,
    ...plainFormats,
    ...infrastructureFormats,
    ...observabilityFormats,
    ...softwareFormats,
    ...keyFormats,
    ...jwtFormats,
  ];
  return formats;
}
