import type { Remedy } from '../../provider.ts';
import { apply } from './apply.ts';
import { retire } from './retire.ts';

/** Commands of `kubectl` that act on tokens and on what they may do. */
export const remedy: Remedy = { retire, apply };
