import { lazy, readDataFile } from './data-file.ts';
import { find } from './permissions.ts';

/** A kind of resource and the pattern of its ARNs, with `${…}` for the parts that vary. */
export interface ResourceKind {
  readonly kind: string;
  readonly arn: string;
}

const kinds = lazy(() => {
  const byService = new Map<string, Map<string, string>>();
  let service = '';
  for (const [first = '', arn] of readDataFile('resources.tsv')) {
    if (arn === undefined) service = first.slice(1);
    else byService.set(service, (byService.get(service) ?? new Map<string, string>()).set(first, arn));
  }
  return byService;
});

/** The kinds of resource that a permission can be limited to, with their ARN patterns; empty for unknown permissions. */
export function resourceKindsOf(permission: string): readonly ResourceKind[] {
  const found = find(permission);
  if (found === undefined) return [];
  const arns = kinds().get(found.service);
  return found.resourceKinds.flatMap((kind) => {
    const arn = arns?.get(kind);
    return arn === undefined ? [] : [{ kind, arn }];
  });
}
