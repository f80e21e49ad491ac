import type { DeciderAnswer, DeciderRequest, PolicyDecider } from '../../../model/policy-proposal.ts';
import type { Catalogue } from '../../provider.ts';

/** Decides one request without regard to what else may have been enough. */
export type DecideAlone = (request: DeciderRequest) => DeciderAnswer;

/**
 * Makes a decider for many requests: it remembers its answers, and leaves open what was counted for several permissions
 * of which another one is allowed.
 */
export function rememberingDecider(
  { alternatives }: Pick<Catalogue, 'alternatives'>,
  decide: DecideAlone,
): PolicyDecider {
  const answers = new Map<string, DeciderAnswer>();

  /** A call that is counted for several permissions may have needed only one of them. */
  function decideAny(request: DeciderRequest): DeciderAnswer {
    const own = decide(request);
    if (own === 'allowed') return own;
    const others = alternatives?.().get(request.permission) ?? [];
    return others.some((permission) => decide({ ...request, permission }) === 'allowed') ? 'open' : own;
  }

  return {
    decide(request) {
      const key = `${request.permission}\n${request.resource}`;
      const known = answers.get(key);
      if (known !== undefined) return known;
      const answer = decideAny(request);
      if (answers.size < rememberedMax) answers.set(key, answer);
      return answer;
    },
  };
}

const rememberedMax = 100_000;
