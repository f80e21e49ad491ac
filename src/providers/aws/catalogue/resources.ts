import { lazy } from '../../shared/catalogue/catalogue-file.ts';
import { linesOf, readSections } from './data-file.ts';
import { find } from './permissions.ts';

/** A kind of resource and the pattern of its ARNs, with `${…}` for the parts that vary. */
export interface ResourceKind {
  readonly kind: string;
  readonly arn: string;
}

const sections = lazy(
  () => new Map(readSections('resources.tsv').map((section) => [section.head[0] ?? '', section])),
);
const services = new Map<string, readonly ResourceKind[]>();

/** The kinds of resource that a permission can be limited to, with their ARN patterns; empty for unknown permissions. */
export function resourceKindsOf(permission: string): readonly ResourceKind[] {
  const found = find(permission);
  if (found === undefined) return [];
  const arns = new Map(serviceKinds(found.service).map(({ kind, arn }) => [kind, arn]));
  return found.resourceKinds.flatMap((kind) => {
    const arn = arns.get(kind);
    return arn === undefined ? [] : [{ kind, arn }];
  });
}

/** All kinds of resource that the permissions of a service speak of; empty for an unknown service. */
export function serviceKinds(service: string): readonly ResourceKind[] {
  const known = services.get(service);
  if (known !== undefined) return known;
  const section = sections().get(service);
  if (section === undefined) return [];
  const kinds = linesOf(section).map(([kind = '', arn = '']) => ({ kind, arn }));
  services.set(service, kinds);
  return kinds;
}
