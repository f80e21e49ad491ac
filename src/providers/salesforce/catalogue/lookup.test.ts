import { describe, expect, it } from 'vitest';
import { runLookupCases } from '../../shared/laws/run-lookup-cases.test-support.ts';
import { salesforce } from '../provider.ts';
import { find, permissions, salesforceCatalogue, withIncluded } from './index.ts';

runLookupCases(salesforce);

describe('the catalogue', () => {
  it('gives every permission a number of its own, and finds it by its name in any letters', () => {
    const all = permissions();
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    for (const permission of all) expect(find(permission.name.toUpperCase())).toBe(permission);
  });

  it('knows every permission that an operation or a companion names', () => {
    for (const { permissions: needed } of salesforceCatalogue.operations())
      for (const name of needed) expect(find(name)?.name).toBe(name);
    for (const others of salesforceCatalogue.companions().values())
      for (const name of others) expect(find(name)?.name).toBe(name);
  });

  it('answers for every operation as the table says that calls are joined with', () => {
    for (const { source, name, permissions: needed, basis } of salesforceCatalogue.operations())
      if (basis !== 'unknown')
        expect(salesforceCatalogue.lookup({ source, name }), `${source} ${name}`).toEqual({
          permissions: needed,
          basis,
        });
  });

  it('counts objects that it does not list together', () => {
    expect(find('Acme__Invoice__c:edit')?.name).toBe('CustomObject:edit');
    expect(find('NovelThing:read')?.name).toBe('StandardObject:read');
    expect(find('NovelThing:frobnicate')).toBeUndefined();
    expect(find('a b:read')).toBeUndefined();
  });

  it('includes what an access cannot be held without, and nothing twice', () => {
    for (const access of ['read', 'create', 'edit', 'delete', 'viewAll', 'modifyAll'] as const) {
      const all = withIncluded(access);
      expect(all).toContain('read');
      expect(new Set(all.flatMap(withIncluded))).toEqual(new Set(all));
    }
  });
});
