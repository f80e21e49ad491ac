import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe } from 'vitest';
import { runStoreContract } from './store-contract.ts';

const directory = mkdtempSync(join(tmpdir(), 'scopelight-test-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

describe('embedded engine', () => {
  let stores = 0;
  runStoreContract(() => {
    stores += 1;
    return join(directory, String(stores));
  });
});
