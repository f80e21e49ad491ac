import type { Remedy } from '../../provider.ts';
import { retire } from './retire.ts';

/** AWS CLI commands that act on tokens. */
export const remedy: Remedy = { retire };
