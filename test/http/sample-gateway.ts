import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { packageRoot } from '../../src/package-root.ts';

/** Of another API, whose log is not held. */
const billing = `
openapi: 3.0.3
info: { title: Billing }
paths:
  /invoices:
    get: { security: [{ oauth: [invoices:read] }] }
`;

const keys = `key_id,name,consumer,scopes,created,status
shop-1,checkout,shop,"orders:read orders:write orders:admin refunds:write invoices:read reports:read",2025-01-01,active
bi-1,reports,bi,orders:read,2025-01-01,active
old-1,forgotten,shop,files:read,2025-01-01,active
,partners,partner,orders:read orders:write,2025-01-01,active
`;

const days = 90;
const first = Date.UTC(2026, 0, 1);

/** Writes the log of a gateway, the documents of two APIs and a list of keys below a folder. */
export function writeSampleGateway(folder: string): { readonly logs: string; readonly lists: string } {
  const [logs, lists] = [join(folder, 'logs'), join(folder, 'lists')];
  mkdirSync(logs);
  mkdirSync(lists);
  copyFileSync(
    join(packageRoot(), 'src/providers/http/cases/orders-api.yaml'),
    join(lists, 'orders-api.yaml'),
  );
  writeFileSync(join(lists, 'billing.yaml'), billing);
  writeFileSync(join(lists, 'keys.csv'), keys);
  for (let day = 0; day < days; day++)
    writeFileSync(join(logs, `access-${day}.log.gz`), gzipSync(linesOf(day).join('\n')));
  return { logs, lists };
}

function linesOf(day: number): readonly string[] {
  return Array.from({ length: 24 }, (_, hour) => hour).flatMap((hour) => [
    line(day, hour, 0, { key_id: 'shop-1', method: 'GET', path: '/v1/orders/search?q=tea', status: 200 }),
    line(day, hour, 1, {
      key_id: 'shop-1',
      method: 'GET',
      path: `/v1/orders/${day * 24 + hour}`,
      status: 200,
    }),
    line(day, hour, 2, { key_id: 'shop-1', method: 'POST', path: '/v1/orders', status: 201 }),
    line(day, hour, 3, { key_id: 'bi-1', method: 'GET', path: '/v1/orders', status: 200 }),
    line(day, hour, 4, { key_id: 'bi-1', method: 'DELETE', path: '/v1/orders/7', status: 403 }),
    line(day, hour, 5, { key_id: '', method: 'GET', path: '/v1/health', status: 200 }),
  ]);
}

function line(day: number, hour: number, minute: number, fields: object): string {
  const time = new Date(first + ((day * 24 + hour) * 60 + minute) * 60_000).toISOString();
  const request_id = `${day}-${hour}-${minute}`;
  return JSON.stringify({ time, request_id, ...fields, remote_addr: '203.0.113.7', user_agent: 'sdk/1' });
}
