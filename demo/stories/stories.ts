import type { Story } from '../world.ts';
import { adminOnlyReads } from './admin-only-reads.ts';
import { awsBackground } from './aws-background.ts';
import { ciDeploys } from './ci-deploys.ts';
import { webServices } from './web-services.ts';

/** Everything that happens in the demo organisation. The order does not matter to what comes out. */
export const stories: readonly Story[] = [awsBackground, webServices, ciDeploys, adminOnlyReads];
