import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { z } from 'zod';
import type { CollectPlan, ListSource, LogSource } from '../../providers/collector.ts';
import type { Clock } from './clock.ts';
import { onLoopback } from './loopback.test-support.ts';

/** A record of the log of the system. */
export interface LogRecord {
  readonly id: string;
  readonly time: number;
}

type Fault = (request: IncomingMessage, response: ServerResponse) => void;

/** A system that pages its log and its lists as vendors document it, and fails on demand. */
export interface LiveSystem {
  readonly plan: CollectPlan & { readonly log: LogSource };
  /** The log; tests add to it. */
  readonly records: LogRecord[];
  /** Answers of lists, page by page, by path. */
  readonly lists: Map<string, readonly unknown[]>;
  /** Path and query of every request, in order. */
  readonly asked: string[];
  /** What the next requests meet instead of an answer; `undefined` answers. */
  readonly faults: (Fault | undefined)[];
  /** Cursors that were given out before are not taken any more. */
  expire(): void;
  close(): Promise<void>;
}

export const secret = 'SSWS 00secret-of-the-tests';
const pageSize = 10;

export async function openLiveSystem(sources: readonly ListSource[] = []): Promise<LiveSystem> {
  const records: LogRecord[] = [];
  const lists = new Map<string, readonly unknown[]>();
  const asked: string[] = [];
  const faults: (Fault | undefined)[] = [];
  let generation = 0;

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '', `http://${request.headers.host}`);
    asked.push(`${url.pathname}${url.search}`);
    const fault = faults.shift();
    if (fault) return fault(request, response);
    if (request.headers.authorization !== secret) return answer(response, 401, { error: 'unknown' });
    if (url.pathname === '/log') return answerLog(url, response);
    const pages = lists.get(url.pathname);
    if (pages === undefined) return answer(response, 404, { error: 'none' });
    const page = Number(url.searchParams.get('page') ?? 0);
    const next = page + 1 < pages.length ? `${url.origin}${url.pathname}?page=${page + 1}` : undefined;
    answer(response, 200, pages[page] ?? [], next);
  });

  function answerLog(url: URL, response: ServerResponse): void {
    const [given = `${generation}`, at = '0'] = url.searchParams.get('after')?.split('-') ?? [];
    if (Number(given) !== generation) {
      answer(response, 410, { error: 'cursor expired' });
      return;
    }
    const [from, until] = ['from', 'until'].map((name) => Number(url.searchParams.get(name)));
    const matching = records.filter(({ time }) => time >= (from ?? 0) && time < (until ?? 0));
    const page = matching.slice(Number(at), Number(at) + pageSize);
    const rest = Number(at) + pageSize < matching.length;
    const next = `${url.origin}/log?from=${from}&until=${until}&after=${generation}-${Number(at) + pageSize}`;
    answer(response, 200, page, rest ? next : undefined);
  }

  const { port, close } = await onLoopback(server);
  return {
    plan: {
      origin: `http://127.0.0.1:${port}`,
      headers: { authorization: secret },
      log: {
        folder: 'log',
        request: (from, until) => `/log?from=${from}&until=${until}`,
        markOf: (record) => mark.safeParse(record).data,
        daysKept: 90,
        lateMs: 600_000,
      },
      lists: sources,
    },
    records,
    lists,
    asked,
    faults,
    expire: () => {
      generation += 1;
    },
    close,
  };
}

const mark = z.object({ id: z.string(), time: z.number() });

function answer(response: ServerResponse, status: number, body: unknown, next?: string): void {
  response.writeHead(status, {
    'content-type': 'application/json',
    ...(next !== undefined && { link: `<${next.replace(/\?.*/, '')}>; rel="self", <${next}>; rel="next"` }),
  });
  response.end(JSON.stringify(body));
}

/** Answers with a status, headers and a body of the test’s. */
export function failing(status: number, headers: Readonly<Record<string, string>> = {}, body = '{}'): Fault {
  return (_, response) => {
    response.writeHead(status, headers);
    response.end(body);
  };
}

/** Ends the connection in the middle of an answer. */
export const cut: Fault = (_, response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
  response.write('[{"id":"half');
  response.socket?.destroySoon();
};

/** A clock that nobody waits for. */
export function fakeClock(start: number): Clock & { readonly slept: readonly number[] } {
  let now = start;
  const slept: number[] = [];
  return {
    slept,
    now: () => now,
    sleep: async (ms) => {
      slept.push(ms);
      now += ms;
    },
  };
}
