import { ScopelightError } from '../../model/error.ts';
import type { CollectPlan, CollectReply, CollectStream } from '../../providers/collector.ts';
import type { Clock } from './clock.ts';
import { nextPage } from './next-page.ts';
import { pathOf } from './refusal.ts';
import { type Send, sender } from './send.ts';
import { waitAfterFailure, waitForLimit } from './wait.ts';
import { writeStreamWhole } from './write-file.ts';

/** What was asked for, and how it went. */
export interface Traffic {
  requests: number;
  /** Waits for limits on requests, and for systems that failed. */
  waits: number;
  waitedMs: number;
}

export interface Client {
  /** Fetches an address of the plan’s origin, and waits and tries again as long as that may help. */
  get(address: string): Promise<CollectReply>;
  /** Fetches a file likewise; it is written where the answer is 200. */
  save(address: string, path: string): Promise<Pick<CollectReply, 'status'>>;
  readonly traffic: Readonly<Traffic>;
}

interface Surroundings {
  readonly clock: Clock;
  /** Called before a wait, for whoever watches. */
  readonly onWait: (ms: number, reason: string) => void;
}

const failuresMax = 8;
const limitsMax = 100;
const timeoutMs = 60_000;
/** Files of logs may be large, and are written as they come. */
const fileTimeoutMs = 30 * 60_000;
/** Pages are far smaller. */
const bytesMax = 64 * 1024 * 1024;

/**
 * Opens a client that sends the plan’s secret to the plan’s origin alone, and waits and tries again as long as that may
 * help. It follows no redirect: where one leads, the secret must not.
 */
export function openClient(
  plan: Pick<CollectPlan, 'origin' | 'headers' | 'ask' | 'open' | 'tls' | 'limitOf'>,
  { clock, onWait }: Surroundings,
): Client {
  const traffic: Traffic = { requests: 0, waits: 0, waitedMs: 0 };
  const http = { ...plan, send: sender(plan.tls), now: () => clock.now() };
  const ask = plan.ask ?? ((address: string) => askByHttp(http, address));
  const open = plan.open ?? ((address: string) => openByHttp(http, address, fileTimeoutMs));

  async function pause(ms: number, reason: string): Promise<void> {
    onWait(ms, reason);
    traffic.waits += 1;
    traffic.waitedMs += ms;
    await clock.sleep(ms);
  }

  /** Asks again as long as that may help. */
  async function insist<Reply extends Pick<CollectReply, 'status' | 'waitMs'>>(
    address: string,
    once: () => Promise<Reply>,
  ): Promise<Reply> {
    let failures = 0;
    for (let limits = 0; ; ) {
      const reply = await attempt(once);
      const status = typeof reply === 'string' ? 0 : reply.status;
      const waitMs = typeof reply === 'string' ? undefined : reply.waitMs;
      if (waitMs !== undefined && status < 500 && limits < limitsMax) {
        limits += 1;
        await pause(waitMs, 'the limit on requests');
        continue;
      }
      if (typeof reply !== 'string' && reply.status < 500 && waitMs === undefined) return reply;
      failures += 1;
      if (failures >= failuresMax) throw unreachable(plan.origin, address, reply);
      await pause(waitAfterFailure(failures, waitMs), 'the system to come back');
    }
  }

  /** The answer, or why there is none. */
  async function attempt<Reply>(once: () => Promise<Reply>): Promise<Reply | string> {
    traffic.requests += 1;
    try {
      return await once();
    } catch (error) {
      if (error instanceof ScopelightError) throw error;
      return reasonOf(error);
    }
  }

  return {
    get: (address) => insist(address, () => ask(address)),
    save: (address, path) =>
      insist(address, async () => {
        const reply = await open(address);
        if ('body' in reply) await writeStreamWhole(path, reply.body);
        return reply;
      }),
    traffic,
  };
}

interface Http extends Pick<CollectPlan, 'origin' | 'headers' | 'limitOf'> {
  readonly send: Send;
  readonly now: () => number;
}

/** Asks once. Where an answer breaks off, so does this. */
async function askByHttp(http: Http, address: string): Promise<CollectReply> {
  const reply = await openByHttp(http, address, timeoutMs);
  return 'text' in reply ? reply : { ...reply, text: await textOf(reply.body) };
}

/** An answer that gives nothing is read at once. */
async function openByHttp(
  { origin, headers, limitOf, send, now }: Http,
  address: string,
  patienceMs: number,
): Promise<CollectReply | CollectStream> {
  const url = new URL(address, origin);
  if (url.origin !== new URL(origin).origin)
    throw new ScopelightError('system.refused', `the system sent us on to another, \`${url.origin}\``, {
      hint: 'nothing was sent there; check that the address of the organisation is the one it goes by itself',
    });
  const { status, headers: told, body } = await send(url, headers, AbortSignal.timeout(patienceMs));
  if (status === 200) return { status, body, next: nextPage(told.get('link')) };
  const text = await textOf(body);
  const waitMs = waitForLimit(status, told, now()) ?? limitOf?.(status, text);
  return { status, text, waitMs };
}

async function textOf(body: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > bytesMax)
      throw new ScopelightError('system.refused', 'the system answered with more than a page can be', {
        hint: 'check that the address is that of the API',
      });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function unreachable(
  origin: string,
  address: string,
  reply: Pick<CollectReply, 'status'> | string,
): ScopelightError {
  const why = typeof reply === 'string' ? reply : `it answers ${reply.status}`;
  const path = pathOf(address);
  const where = `${origin}${path.startsWith('/') ? '' : '/'}${path}`;
  return new ScopelightError('system.unreachable', `\`${where}\` cannot be reached: ${why}`, {
    hint: 'what was fetched is kept: run the command again to go on from there',
  });
}

/** The system’s word for it, which repeats no header. */
function reasonOf(error: unknown): string {
  if (error instanceof Error && error.name === 'TimeoutError') return 'it does not answer in time';
  const cause = error instanceof Error ? error.cause : undefined;
  const failed = cause instanceof Error ? cause : error;
  const code = failed instanceof Error && 'code' in failed ? String(failed.code) : undefined;
  return code ?? 'the connection failed';
}
