import { afterEach, describe, expect, it } from 'vitest';
import { openCallLog } from '../../shared/calls/call-log.test-support.ts';
import { documentsOf, readInventory } from '../inventory/index.ts';
import { salesforce } from '../provider.ts';
import { find, learn, permissions, salesforceCatalogue } from './index.ts';

const set = '0PS5i00000AbCdE';

/** Permissions on some objects, as a query answers. */
function filesOf(...objects: readonly string[]) {
  const records = objects.map((SobjectType, index) => ({
    attributes: { type: 'ObjectPermissions' },
    Id: `1105i00000000${index}`.padEnd(15, '0'),
    ParentId: set,
    SobjectType,
    PermissionsRead: true,
    PermissionsEdit: true,
  }));
  return [{ path: 'objects.json', text: JSON.stringify({ records }) }];
}

function learnt(...objects: readonly string[]): void {
  learn(documentsOf(filesOf(...objects), 0), new Map());
}
afterEach(() => learn([], new Map()));

describe('objects that no table can list', () => {
  it('get permissions of their own once an export names them, and others stay together', () => {
    const before = permissions().length;
    learnt('Invoice__c', 'NovelThing', 'Account');
    expect(permissions().length).toBe(before + 12);
    expect(find('invoice__c:EDIT')).toMatchObject({
      name: 'Invoice__c:edit',
      level: 'write',
      recorded: 'always',
    });
    expect(find('Invoice__c:modifyAll')?.recorded).toBe('never');
    expect(find('Other__c:edit')?.name).toBe('CustomObject:edit');
    expect(new Set(permissions().map(({ id }) => id)).size).toBe(permissions().length);
  });

  it('keep the numbers that stored permissions have, whatever is learnt later', () => {
    learnt('B__c');
    const ids = new Map(permissions().map(({ name, id }) => [name, id]));
    learn(documentsOf(filesOf('A__c', 'B__c'), 0), ids);
    expect(find('B__c:delete')?.id).toBe(ids.get('B__c:delete'));
    expect(find('A__c:read')?.id).not.toBe(ids.get('B__c:read'));
  });

  it('are granted one by one', () => {
    learnt('Invoice__c', 'Order__c');
    const user = '0055i00000AbCdE';
    const files = [
      ...filesOf('Invoice__c'),
      { path: 'a.json', text: JSON.stringify([{ AssigneeId: user, PermissionSetId: set }]) },
      {
        path: 's.json',
        text: JSON.stringify([{ attributes: { type: 'PermissionSet' }, Id: set, Name: 'Sync' }]),
      },
      { path: 'u.json', text: JSON.stringify([{ attributes: { type: 'User' }, Id: user, Username: 'x' }]) },
    ];
    const allowed = readInventory(files, 0).effective[0]?.allowed;
    const holds = (name: string): boolean => allowed?.has(find(name)?.id ?? -1) === true;
    expect(['Invoice__c:edit', 'Order__c:edit', 'CustomObject:edit'].map(holds)).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('are kept while what was counted for all of them was used, or another may have been read through', () => {
    learnt('Invoice__c', 'Order__c', 'NovelThing');
    const companions = salesforceCatalogue.companions();
    expect(companions.get('CustomObject:edit')).toEqual(['Invoice__c:edit', 'Order__c:edit']);
    expect(companions.get('StandardObject:edit')).toEqual(['NovelThing:edit']);
    expect(companions.get('Invoice__c:read')).toContain('Order__c:read');
    expect(companions.get('Invoice__c:edit')).toEqual([]);
  });

  it('are what a request is counted for', async () => {
    learnt('Invoice__c');
    const log = await openCallLog(salesforce);
    const [reading] = await log.read([
      {
        content:
          '"EVENT_TYPE","TIMESTAMP_DERIVED","REQUEST_ID","ORGANIZATION_ID","USER_ID","API_FAMILY","HTTP_METHOD","API_RESOURCE","ENTITY_NAME","STATUS_CODE"\n' +
          ['Invoice__c', 'Other__c']
            .map(
              (object, index) =>
                `"ApiTotalUsage","2026-03-02T08:15:30.000Z","R${index}","00D5i00000AbCdE","0055i00000AbCdE","REST","PATCH","/v61.0/sobjects/${object}/1","${object}","204"\n`,
            )
            .join(''),
      },
    ]);
    await log.close();
    const needed = reading?.rows.map(({ resource, permissions: names }) => [resource, names]);
    expect(needed).toEqual([
      ['Invoice__c', ['Invoice__c:edit', 'Invoice__c:read', 'ApiEnabled']],
      ['Other__c', ['CustomObject:edit', 'CustomObject:read', 'ApiEnabled']],
    ]);
  });
});
