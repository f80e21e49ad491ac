import { ScopelightError } from '../../model/error.ts';
import type { CollectPlan } from '../../providers/collector.ts';
import type { Clock } from './clock.ts';
import { nextPage } from './next-page.ts';
import { waitAfterFailure, waitForLimit } from './wait.ts';

/** One answer of a live system. */
export interface Answer {
  readonly status: number;
  /** The body as it came. */
  readonly text: string;
  readonly next: string | undefined;
}

/** What was asked for, and how it went. */
export interface Traffic {
  requests: number;
  /** Waits for limits on requests, and for systems that failed. */
  waits: number;
  waitedMs: number;
}

export interface Client {
  /** Fetches an address of the plan’s origin, and waits and tries again as long as that may help. */
  get(address: string): Promise<Answer>;
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
 * Opens a client that sends the plan’s secret to the plan’s origin alone. It follows no redirect: where one leads, the
 * secret must not.
 */
export function openClient(
  plan: Pick<CollectPlan, 'origin' | 'headers'>,
  { clock, onWait }: Surroundings,
): Client {
  const origin = new URL(plan.origin).origin;
  const traffic: Traffic = { requests: 0, waits: 0, waitedMs: 0 };

  async function pause(ms: number, reason: string): Promise<void> {
    onWait(ms, reason);
    traffic.waits += 1;
    traffic.waitedMs += ms;
    await clock.sleep(ms);
  }

  async function get(address: string): Promise<Answer> {
    const url = new URL(address, origin);
    if (url.origin !== origin)
      throw new ScopelightError('system.refused', `the system sent us on to another, \`${url.origin}\``, {
        hint: 'nothing was sent there; check that the address of the organisation is the one it goes by itself',
      });
    let failures = 0;
    for (let limits = 0; ; ) {
      const answer = await attempt(url);
      if (answer instanceof Response) {
        const ms = waitForLimit(answer.status, answer.headers, clock.now());
        if (ms !== undefined && limits < limitsMax) {
          limits += 1;
          await answer.body?.cancel();
          await pause(ms, 'the limit on requests');
          continue;
        }
        if (answer.status < 500 && ms === undefined) {
          const text = await bodyOf(answer);
          if (text !== undefined)
            return { status: answer.status, text, next: nextPage(answer.headers.get('link')) };
        }
      }
      failures += 1;
      if (failures >= failuresMax) throw unreachable(url, answer);
      await pause(waitAfterFailure(failures), 'the system to come back');
    }
  }

  /** The answer, or why there is none. */
  async function attempt(url: URL): Promise<Response | string> {
    traffic.requests += 1;
    try {
      return await fetch(url, {
        headers: plan.headers,
        redirect: 'manual',
        signal: AbortSignal.timeout(timeoutMs),
      });
    } catch (error) {
      return reasonOf(error);
    }
  }

  return { get, traffic };
}

/** The body, or undefined where it broke off. */
async function bodyOf(answer: Response): Promise<string | undefined> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const chunk of answer.body ?? []) {
      bytes += chunk.length;
      if (bytes > bytesMax)
        throw new ScopelightError('system.refused', 'the system answered with more than a page can be', {
          hint: 'check that the address is that of the API',
        });
      chunks.push(chunk);
    }
  } catch (error) {
    if (error instanceof ScopelightError) throw error;
    return undefined;
  }
  return Buffer.concat(chunks).toString('utf8');
}

function unreachable(url: URL, answer: Response | string): ScopelightError {
  const why = answer instanceof Response ? `it answers ${answer.status}` : answer;
  return new ScopelightError(
    'system.unreachable',
    `\`${url.origin}${url.pathname}\` cannot be reached: ${why}`,
    {
      hint: 'what was fetched is kept: run the command again to go on from there',
    },
  );
}

/** The system’s word for it, which repeats no header. */
function reasonOf(error: unknown): string {
  if (error instanceof Error && error.name === 'TimeoutError') return 'it does not answer in time';
  const cause = error instanceof Error ? error.cause : undefined;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : undefined;
  return code ?? 'the connection failed';
}
