import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { type AccessLine, accessLines, openApiDocument } from './support/access-lines.ts';
import { compareLoads, type Log } from './support/compare-loads.ts';

/* Access logs of an HTTP API in four forms beside a CloudTrail log, each loaded whole into a new store. */
const { values } = parseArgs({
  options: {
    lines: { type: 'string', default: '300000' },
    files: { type: 'string', default: '10' },
    events: { type: 'string', default: '100000' },
    rounds: { type: 'string', default: '2' },
  },
});

const forms = {
  'nginx, combined': ({ address, consumer, time, method, path, status, agent }: AccessLine) =>
    `${address} - ${consumer} [${clf(time)}] "${method} ${path} HTTP/1.1" ${status} 612 "-" "${agent}"`,
  Envoy: ({ time, ...line }: AccessLine) =>
    `[${time.toISOString()}] "${line.method} ${line.path} HTTP/1.1" ${line.status} - via_upstream - "-" 0 612 4 3 "-" "${line.agent}" "${line.id}" "api.example.com" "10.0.0.9:8080" inbound|8080|| 127.0.0.6:41231 10.0.0.9:8080 ${line.address}:0 outbound_.80_._.orders default`,
  'nginx, JSON': ({ time, ...line }: AccessLine) =>
    JSON.stringify({
      time: time.toISOString(),
      request_id: line.id,
      method: line.method,
      path: line.path,
      status: line.status,
      remote_addr: line.address,
      key_id: line.key,
      consumer: line.consumer,
      http_user_agent: line.agent,
      bytes: 612,
      request_time: 0.004,
    }),
  'Kong, nested': ({ time, ...line }: AccessLine) =>
    JSON.stringify({
      request: {
        method: line.method,
        uri: line.path,
        url: `https://api.example.com${line.path}`,
        id: line.id,
        headers: { 'user-agent': line.agent, host: 'api.example.com' },
        querystring: {},
      },
      response: { status: line.status, size: 612, headers: { 'content-type': 'application/json' } },
      consumer: { id: line.consumer, username: line.consumer },
      authenticated_entity: { id: line.key },
      route: { id: 'orders', name: 'orders' },
      service: { name: 'orders', host: '10.0.0.9' },
      latencies: { request: 4, kong: 1, proxy: 3 },
      client_ip: line.address,
      started_at: time.getTime(),
    }),
} as const;

const folder = mkdtempSync(join(tmpdir(), 'scopelight-bench-'));
try {
  const logs = Object.entries(forms).map(([name, form]) => writeForm(name, form));
  await compareLoads(folder, logs, { events: Number(values.events), rounds: Number(values.rounds) });
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function writeForm(name: string, form: (line: AccessLine) => string): Log {
  const directory = join(folder, name.replaceAll(/\W+/g, '-'));
  mkdirSync(directory);
  writeFileSync(join(directory, 'openapi.json'), JSON.stringify(openApiDocument()));
  const [records, files] = [Number(values.lines), Number(values.files)];
  let rawBytes = 0;
  for (let file = 0; file < files; file++) {
    const [from, to] = [(records * file) / files, (records * (file + 1)) / files].map(Math.floor);
    const text = `${[...accessLines(from ?? 0, to ?? 0, records)].map(form).join('\n')}\n`;
    rawBytes += text.length;
    writeFileSync(join(directory, `${file}.log.gz`), gzipSync(text, { level: 1 }));
  }
  return { name, directory, records, rawBytes };
}

function clf(time: Date): string {
  const [, day, month, year, clock] = /^\w+, (\d+) (\w+) (\d+) (\S+)/.exec(time.toUTCString()) ?? [];
  return `${day}/${month}/${year}:${clock} +0000`;
}
