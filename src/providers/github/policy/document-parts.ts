import { z } from 'zod';

const level = z.string();
const levels = z.record(z.string(), level);
const withLevels = z.looseObject({ permissions: z.record(z.string(), z.union([level, levels])) });
const withScopes = z.union([
  z.array(z.string()),
  z.looseObject({ scopes: z.array(z.string()) }).transform(({ scopes }) => scopes),
]);
const withRepositories = z.looseObject({ repositories: z.array(z.string()) });

/** Gives each permission that a document of ours names, with its level, whether by area or not. */
export function levelsIn(document: unknown): readonly [key: string, level: string][] {
  const given = withLevels.safeParse(document).data?.permissions ?? {};
  return Object.entries(given).flatMap(([key, value]) =>
    typeof value === 'string' ? [[key, value] satisfies [string, string]] : Object.entries(value),
  );
}

/** Gives the scopes that a document lists; undefined when it lists none. */
export function scopesIn(document: unknown): readonly string[] | undefined {
  return withScopes.safeParse(document).data;
}

/** Gives the repositories that a document is limited to; none when it does not say. */
export function repositoriesIn(document: unknown): readonly string[] {
  return withRepositories.safeParse(document).data?.repositories ?? [];
}
