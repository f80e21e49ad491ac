import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../src/package-root.ts';
import { documentsOf, learn } from '../../src/providers/http/catalogue/index.ts';
import { http } from '../../src/providers/http/provider.ts';
import { openCallLog, type Row } from '../../src/providers/shared/calls/call-log.test-support.ts';

/** The API that the servers of these tests offer. */
export const openApiFile = join(packageRoot(), 'src/providers/http/cases/orders-api.yaml');

/** What the product reads of log lines; times of now are believed. */
export async function loadedLines(lines: string): Promise<readonly Row[]> {
  learn(documentsOf([{ path: openApiFile, text: readFileSync(openApiFile, 'utf8') }], 0), new Map());
  const log = await openCallLog(http, Date.now());
  try {
    const [reading] = await log.read([{ content: lines }]);
    return reading?.rows ?? [];
  } finally {
    await log.close();
  }
}
