import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildCatalogue } from '../../../../scripts/github/build-catalogue.ts';
import { PermissionSet } from '../../../model/permission-set.ts';
import { packageRoot } from '../../../package-root.ts';
import { runLookupCases } from '../../shared/laws/run-lookup-cases.test-support.ts';
import {
  areaOf,
  findScope,
  githubCatalogue,
  grantedByScopes,
  knownOperations,
  scopes,
  withIncluded,
} from './index.ts';
import { routeKey } from './route.ts';

const data = join(packageRoot(), 'src/providers/github/catalogue/data');

runLookupCases({ id: 'github', catalogue: githubCatalogue });

const names = githubCatalogue.permissions().map(({ name }) => name);
const setOf = (...some: readonly string[]): PermissionSet =>
  PermissionSet.of(some.flatMap((name) => githubCatalogue.find(name)?.id ?? []));

describe('the shipped data', () => {
  it('is what the generator makes of our facts', () => {
    const lines = readFileSync(join(data, 'permissions.tsv'), 'utf8').trimEnd().split('\n');
    const ids = lines.map((line) => line.split('\t')).map(([id, name = '']) => [name, Number(id)] as const);
    for (const [file, text] of Object.entries(buildCatalogue(new Map(ids)))) {
      const shipped = readFileSync(join(data, file), 'utf8');
      expect(shipped === text, `${file} is stale: run scripts/github/generate-catalogue.ts`).toBe(true);
    }
  });

  it('names each permission and each operation once', () => {
    expect(new Set(names).size).toBe(names.length);
    expect(new Set(githubCatalogue.permissions().map(({ id }) => id)).size).toBe(names.length);
    const keys = knownOperations().map(({ name }) => routeKey(name));
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
  });

  it('gives operations permissions that exist', () => {
    for (const { permissions, alternatives } of knownOperations().map(({ answer }) => answer))
      for (const name of [...permissions, ...(alternatives ?? []).flat()]) expect(names).toContain(name);
  });
});

describe('permissions', () => {
  it('go by the spelling of workflows and of exports too', () => {
    expect(githubCatalogue.find('pull-requests:Write')?.name).toBe('pull_requests:write');
    expect(githubCatalogue.find('git_ssh_keys:read')?.name).toBe('keys:read');
    expect(githubCatalogue.find('contents:write:more')).toBeUndefined();
  });

  it('include what they cannot be held without', () => {
    expect(withIncluded('contents:write')).toEqual(['contents:write', 'contents:read']);
    expect(withIncluded('organization_custom_properties:admin')).toHaveLength(3);
    expect(withIncluded('workflows:write')).toEqual(['workflows:write']);
  });

  it('that can change access are told apart from other writes', () => {
    expect(githubCatalogue.find('members:write')?.level).toBe('permissions');
    expect(githubCatalogue.find('contents:write')?.level).toBe('write');
  });

  it('of a user’s own account are in no organisation’s log', () => {
    const own = githubCatalogue.permissions().filter(({ name }) => areaOf(name) === 'user');
    expect(own.length).toBeGreaterThan(10);
    expect(own.every(({ recorded }) => recorded === 'never')).toBe(true);
  });

  it('that a call is counted for beside others name these', () => {
    expect(githubCatalogue.alternatives?.().get('pull_requests:write')).toContain('issues:write');
    expect(githubCatalogue.alternatives?.().has('contents:write')).toBe(false);
  });
});

describe('classic scopes', () => {
  it('cover what is included in them, and no more', () => {
    expect(findScope('admin:org')?.covers).toEqual(
      new Set(['admin:org', 'write:org', 'read:org', 'manage_runners:org']),
    );
    expect(findScope('repo')?.full.has(setOf('contents:write').toSortedIds()[0] ?? 0)).toBe(true);
    expect(setOf('workflows:write').intersects(findScope('repo')?.full ?? PermissionSet.empty)).toBe(false);
    expect(
      setOf('organization_hooks:read').intersects(findScope('admin:org')?.full ?? PermissionSet.empty),
    ).toBe(false);
  });

  it('give in full what one gives in part and another in full', () => {
    const contents = setOf('contents:write', 'contents:read');
    expect(grantedByScopes(['public_repo']).partial.intersect(contents).size).toBe(2);
    expect(grantedByScopes(['public_repo', 'repo']).partial.intersects(contents)).toBe(false);
    expect(grantedByScopes(['repo', 'made:up']).unknown).toEqual(['made:up']);
  });

  it('that are held give at least what every scope below them gives', () => {
    fc.assert(
      fc.property(fc.constantFrom(...scopes()), (scope) => {
        for (const below of scope.covers) {
          const inner = findScope(below);
          expect(inner?.full.subtract(scope.full).isEmpty).toBe(true);
        }
      }),
    );
  });
});

describe('any text at all', () => {
  it('is answered without a permission that does not exist', () => {
    const odd = fc.constantFrom('__proto__', '*', 'GET ', 'GET /', 'rest.*', 'GET /repos//', 'toString.x');
    fc.assert(
      fc.property(fc.oneof(fc.string(), odd), (name) => {
        const { permissions, basis } = githubCatalogue.lookup({ source: 'x', name });
        expect(permissions.every((permission) => names.includes(permission))).toBe(true);
        expect(permissions.length > 0).toBe(basis === 'mapped');
      }),
    );
  });
});
