import { catalogueFacts } from '../../analysis/catalogue-facts.ts';
import { PermissionSet } from '../../model/permission-set.ts';
import { derivedSet } from '../derive/derive-permissions.ts';
import { siblingsOf } from './name-siblings.ts';
import type { Training } from './training.ts';

/** A way to decide what a principal keeps. */
export interface Rule {
  readonly id: 'derived' | `window-${number}` | 'service-level' | 'sibling-guess';
  readonly title: string;
  /** Days before the end of the training that it looks at; undefined where it takes the training as it is. */
  readonly days?: number;
  kept(training: Training): PermissionSet;
}

/** The product’s own derivation, and what others do instead, in the order they are shown. */
export const rules: readonly Rule[] = [
  {
    id: 'derived',
    title: 'Scopelight',
    kept: (training) => derivedSet(training.derivation),
  },
  fixedWindow(30),
  fixedWindow(60),
  fixedWindow(90),
  {
    id: 'service-level',
    title: 'whole services used',
    kept: ({ provider, granted, used }) => {
      const facts = catalogueFacts(provider);
      const services = new Set([...used].flatMap((id) => facts.permissionOf(id)?.service ?? []));
      return given(
        granted,
        PermissionSet.unionOf([...services].map((service) => facts.ofService(service))).union(used),
      );
    },
  },
  {
    id: 'sibling-guess',
    title: 'used, and verbs beside it',
    kept: ({ provider, granted, used }) => given(granted, siblingsOf(provider, used)),
  },
];

function fixedWindow(days: number): Rule {
  return {
    id: `window-${days}`,
    title: `used in ${days} days`,
    days,
    kept: (training) => given(training.granted, training.usedInLast(days)),
  };
}

/** A smaller policy gives nothing that is not granted now. */
function given(granted: PermissionSet | undefined, wanted: PermissionSet): PermissionSet {
  return granted ? wanted.intersect(granted) : wanted;
}
