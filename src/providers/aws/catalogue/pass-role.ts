import { lazy, wordsOf } from '../../shared/catalogue/catalogue-file.ts';
import { apis } from './apis.ts';
import { linesOf, readSections } from './data-file.ts';

/** An operation whose request names a role for the called service to use, which needs `iam:PassRole` on that role. */
export interface PassRoleParameter {
  /** Event source as the log writes it. */
  readonly source: string;
  /** Event name without its version suffix. */
  readonly name: string;
  /**
   * Where `requestParameters` may hold the role's ARN, its name, or an instance profile: member names joined by dots,
   * `[]` after a list. EC2 logs a list as `{items: […]}`.
   */
  readonly paths: readonly string[];
}

/** All operations that can pass a role, once for each event source. */
export const passRoleParameters: () => readonly PassRoleParameter[] = lazy(() => {
  const sources = new Map(apis().map((api) => [api.key, api.sources]));
  return readSections('pass-role.tsv').flatMap((section) =>
    (sources.get(section.head[0] ?? '') ?? []).flatMap((source) =>
      linesOf(section).map(([name = '', paths]) => ({
        source: `${source}.amazonaws.com`,
        name,
        paths: wordsOf(paths),
      })),
    ),
  );
});
