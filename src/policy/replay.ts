import type { PolicyDecider } from '../model/policy-proposal.ts';
import type { RecordedRequest } from './recorded-uses.ts';

/** What becomes of past requests under a policy. */
export interface Replay {
  readonly requests: number;
  /** Calls the policy denies and what is held now does not. */
  readonly deniedCalls: number;
  readonly denied: readonly RecordedRequest[];
  /** Calls that depend on conditions of which the records tell nothing. */
  readonly conditionalCalls: number;
  /** Calls that what is held now denies too: something else lets them through. */
  readonly elsewhereCalls: number;
  /** Calls that the policy is meant not to let through. */
  readonly excludedCalls: number;
}

/** Denied requests that are named; more of them say nothing more. */
const deniedMax = 100;

/**
 * Decides every past request by a policy and by what is held now. A call counts once for each permission it needed.
 * @param isLeftOut names permissions that the policy is meant not to give
 */
export async function replay(
  requests: AsyncIterable<readonly RecordedRequest[]>,
  deciders: { readonly proposed: PolicyDecider; readonly held: PolicyDecider | undefined },
  isLeftOut: (permission: string) => boolean,
): Promise<Replay> {
  let count = 0;
  let deniedCalls = 0;
  let conditionalCalls = 0;
  let elsewhereCalls = 0;
  let excludedCalls = 0;
  const denied: RecordedRequest[] = [];
  for await (const batch of requests) {
    for (const request of batch) {
      if (isLeftOut(request.permission)) {
        excludedCalls += request.calls;
        continue;
      }
      count += 1;
      const answer = deciders.proposed.decide(request);
      if (answer === 'open') conditionalCalls += request.calls;
      if (answer !== 'denied') continue;
      if (deciders.held?.decide(request) === 'denied') {
        elsewhereCalls += request.calls;
        continue;
      }
      deniedCalls += request.calls;
      if (denied.length < deniedMax) denied.push(request);
    }
  }
  return { requests: count, deniedCalls, denied, conditionalCalls, elsewhereCalls, excludedCalls };
}
