import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { PermissionSet } from '../../../model/permission-set.ts';
import { packageRoot } from '../../../package-root.ts';
import { runLookupCases } from '../../shared/laws/run-lookup-cases.test-support.ts';
import {
  customPermissions,
  find,
  findStandardRole,
  isScope,
  knownEvents,
  oktaCatalogue,
  roleNameOf,
  scopes,
  standardRoles,
  withIncluded,
} from './index.ts';

runLookupCases({ id: 'okta', catalogue: oktaCatalogue });

const permissions = oktaCatalogue.permissions();
const names = permissions.map(({ name }) => name);

describe('the shipped data', () => {
  it('names each permission, event and role once', () => {
    for (const list of [
      names,
      permissions.map(({ id }) => String(id)),
      knownEvents().map(({ name }) => name),
      standardRoles().map(({ name }) => name),
      customPermissions().map(({ name }) => name),
    ])
      expect(list.filter((one, index) => list.indexOf(one) !== index)).toEqual([]);
  });

  it('speaks of permissions that exist', () => {
    const needed = knownEvents().flatMap(({ answer }) => answer.permissions);
    const accompanying = [...oktaCatalogue.companions()].flat(2);
    for (const name of [...needed, ...accompanying, ...names.flatMap(withIncluded)])
      expect(find(name)?.name).toBe(name);
  });

  it('finds no read recorded, and every other permission that an event needs', () => {
    const needed = new Set(knownEvents().flatMap(({ answer }) => answer.permissions));
    for (const { name, level, recorded } of permissions) {
      if (level === 'read') expect(recorded, name).toBe('never');
      // What only sums up narrower permissions is recorded under these.
      else if (recorded === 'always')
        expect(
          withIncluded(name).some((inner) => needed.has(inner)),
          name,
        ).toBe(true);
      else
        expect(
          needed.has(name) && !name.endsWith('.templates.manage') && !name.endsWith('.brands.manage'),
          name,
        ).toBe(false);
    }
  });

  it('lists the standard roles', () => {
    expect(standardRoles()).toHaveLength(10);
    expect(findStandardRole('super_admin')?.full.size).toBe(names.length);
  });
});

describe('permissions', () => {
  it('go by the names of scopes and of custom roles', () => {
    expect(find('OKTA.users.Read')?.name).toBe('okta.users.read');
    expect(find('okta.authzServers.manage')?.name).toBe('okta.authorizationServers.manage');
    expect(roleNameOf('okta.authorizationServers.manage')).toBe('okta.authzServers.manage');
    expect(isScope('okta.users.lifecycle.suspend')).toBe(false);
  });

  it('include what comes with them, whichever bundle gives them', () => {
    fc.assert(
      fc.property(fc.constantFrom(...scopes(), ...customPermissions(), ...standardRoles()), ({ full }) => {
        const held = permissions.filter(({ id }) => full.has(id)).map(({ name }) => name);
        const included = PermissionSet.of(held.flatMap(withIncluded).flatMap((name) => find(name)?.id ?? []));
        expect(included.equals(full)).toBe(true);
      }),
    );
  });

  it('that manage something include reading it', () => {
    for (const name of names.filter((each) => isScope(each) && each.endsWith('.manage'))) {
      const read = name.replace(/manage$/, 'read');
      if (names.includes(read)) expect(withIncluded(name), name).toContain(read);
    }
  });
});

const reference = join(
  packageRoot(),
  '../shared/samples/reference/okta__okta-management-openapi-spec/endpoint-scopes.jsonl',
);
const endpoint = z.object({ method: z.string(), path: z.string(), oauth2_scopes: z.array(z.string()) });

describe.skipIf(!existsSync(reference))('the endpoints of the published API', () => {
  it('need what the API says: its scopes, or something narrower that these include', () => {
    for (const line of readFileSync(reference, 'utf8').trim().split('\n')) {
      const { method, path, oauth2_scopes: wanted } = endpoint.parse(JSON.parse(line));
      const { permissions: needed } = oktaCatalogue.lookup({ source: '', name: `${method} ${path}` });
      const title = `${method} ${path}`;
      expect(
        needed.every((each) => wanted.some((scope) => withIncluded(scope).includes(each))),
        title,
      ).toBe(true);
      expect(
        wanted.every((scope) => needed.some((each) => withIncluded(scope).includes(each))),
        title,
      ).toBe(true);
    }
  });
});

describe('any text at all', () => {
  it('is answered without a permission that does not exist', () => {
    const odd = fc.constantFrom(
      '__proto__',
      '*',
      'GET ',
      'GET /',
      'GET /api/v1//',
      'toString.x',
      'iam.role.',
    );
    fc.assert(
      fc.property(fc.oneof(fc.string(), odd), (name) => {
        const { permissions: needed, basis } = oktaCatalogue.lookup({ source: 'x', name });
        expect(needed.every((permission) => names.includes(permission))).toBe(true);
        expect(needed.length > 0).toBe(basis === 'mapped');
      }),
    );
  });
});
