import { ScopelightError } from '../../model/error.ts';
import type { CollectPlan, CollectReply } from '../../providers/collector.ts';
import type { Clock } from './clock.ts';
import { nextPage } from './next-page.ts';
import { pathOf } from './refusal.ts';
import { waitAfterFailure, waitForLimit } from './wait.ts';

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
/** Pages are far smaller. */
const bytesMax = 64 * 1024 * 1024;

/**
 * Opens a client that sends the plan’s secret to the plan’s origin alone, and waits and tries again as long as that may
 * help. It follows no redirect: where one leads, the secret must not.
 */
export function openClient(
  plan: Pick<CollectPlan, 'origin' | 'headers' | 'ask'>,
  { clock, onWait }: Surroundings,
): Client {
  const traffic: Traffic = { requests: 0, waits: 0, waitedMs: 0 };
  const ask = plan.ask ?? ((address: string) => askByHttp(plan, address, clock));

  async function pause(ms: number, reason: string): Promise<void> {
    onWait(ms, reason);
    traffic.waits += 1;
    traffic.waitedMs += ms;
    await clock.sleep(ms);
  }

  async function get(address: string): Promise<CollectReply> {
    let failures = 0;
    for (let limits = 0; ; ) {
      const reply = await attempt(address);
      const waitMs = typeof reply === 'string' ? undefined : reply.waitMs;
      if (waitMs !== undefined && limits < limitsMax) {
        limits += 1;
        await pause(waitMs, 'the limit on requests');
        continue;
      }
      if (typeof reply !== 'string' && reply.status < 500 && waitMs === undefined) return reply;
      failures += 1;
      if (failures >= failuresMax) throw unreachable(plan.origin, address, reply);
      await pause(waitAfterFailure(failures), 'the system to come back');
    }
  }

  /** The answer, or why there is none. */
  async function attempt(address: string): Promise<CollectReply | string> {
    traffic.requests += 1;
    try {
      return await ask(address);
    } catch (error) {
      if (error instanceof ScopelightError) throw error;
      return reasonOf(error);
    }
  }

  return { get, traffic };
}

/** Asks once. Where an answer breaks off, so does this. */
async function askByHttp(
  { origin, headers }: Pick<CollectPlan, 'origin' | 'headers'>,
  address: string,
  clock: Clock,
): Promise<CollectReply> {
  const url = new URL(address, origin);
  if (url.origin !== new URL(origin).origin)
    throw new ScopelightError('system.refused', `the system sent us on to another, \`${url.origin}\``, {
      hint: 'nothing was sent there; check that the address of the organisation is the one it goes by itself',
    });
  const answer = await fetch(url, { headers, redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) });
  const waitMs = waitForLimit(answer.status, answer.headers, clock.now());
  if (waitMs !== undefined || answer.status >= 500) {
    await answer.body?.cancel();
    return { status: answer.status, text: '', waitMs };
  }
  return {
    status: answer.status,
    text: await bodyOf(answer),
    next: nextPage(answer.headers.get('link')),
  };
}

async function bodyOf(answer: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of answer.body ?? []) {
    bytes += chunk.length;
    if (bytes > bytesMax)
      throw new ScopelightError('system.refused', 'the system answered with more than a page can be', {
        hint: 'check that the address is that of the API',
      });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function unreachable(origin: string, address: string, reply: CollectReply | string): ScopelightError {
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
