import { covers, escapeVariables, exactly } from '../resource-pattern.ts';

/** Logs keep this much of a resource. */
const recordedLengthMax = 1024;

/**
 * The pattern of a resource as recorded. A `*` that stands for a whole last part is how AWS itself writes a
 * resource without a name yet, as in `instance/*`; any other is part of a name, which anybody may have chosen.
 */
export function exactPattern(resource: string): string {
  if (resource.length >= recordedLengthMax) return `${exactly(resource)}*`;
  const isAny = /[:/]\*$/.test(resource) && !/^arn:[^:]*:s3:.*\//s.test(resource);
  return isAny ? `${exactly(resource.slice(0, -1))}*` : exactly(resource);
}

/** The pattern of a group of resources; undefined when it is not known to stand for the resource. */
export function groupPattern(group: string, resource: string): string | undefined {
  if (group === '' || group === resource) return undefined;
  const pattern = escapeVariables(group).replace(
    /(\$\{\$\})|\?/g,
    (_, dollar: string | undefined) => dollar ?? `\${?}`,
  );
  const exact = exactPattern(resource);
  // Groups of very long names are cut.
  return [pattern, `${pattern}*`].find((candidate) => covers(candidate, exact));
}
