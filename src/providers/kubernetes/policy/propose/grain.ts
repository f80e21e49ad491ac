import type { WriteOptions } from '../../../../model/policy-proposal.ts';

/** How finely a proposal tells verbs, objects and namespaces apart. */
export interface Grain {
  /** So many objects of one kind are named one by one before all of the kind are given. */
  readonly exactMax: number;
  /** In so many namespaces a permission is given one by one before it is given everywhere. */
  readonly namespacesMax: number;
  /** `together`: whoever reads in one way may read in all, and whoever updates may patch. */
  readonly verbs: 'exact' | 'together';
}

export function grainOf({ exactMax = 3, namespacesMax = 10, verbs = 'exact' }: WriteOptions = {}): Grain {
  return { exactMax, namespacesMax, verbs };
}
