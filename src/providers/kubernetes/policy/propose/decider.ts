import type { DeciderAnswer, DeciderRequest, PolicyDecider } from '../../../../model/policy-proposal.ts';
import { requestOf } from '../../rbac/request.ts';
import { coversTarget } from '../../rbac/rule.ts';
import { readPolicyDocument, type ScopedRule, scopedRuleGives } from '../../rbac/scoped-rules.ts';

/** Prepares roles with their bindings for many requests of one holder. What cannot be read leaves answers open. */
export function compile(documents: readonly unknown[]): PolicyDecider {
  const read = documents.map((document) => readPolicyDocument(document));
  const rules = read.flatMap((document) => document?.rules ?? []);
  const isLost = read.some((document) => document === undefined || document.problems.length > 0);
  const covering = new Map<string, readonly ScopedRule[]>();
  const answers = new Map<string, DeciderAnswer>();

  function decide({ permission, resource }: DeciderRequest): DeciderAnswer {
    const request = requestOf(permission, resource);
    if (request === undefined) return isLost ? 'open' : 'denied';
    const { verb, target } = request;
    const key = `${verb} ${target.group} ${target.resource}`;
    const mine = covering.get(key) ?? rules.filter(({ rule }) => coversTarget(rule, verb, target));
    if (covering.size < rememberedMax) covering.set(key, mine);
    if (mine.some((rule) => scopedRuleGives(rule, request))) return 'allowed';
    const isUntold = resource === '' || (verb === 'impersonate' && request.name === undefined);
    return isLost || (isUntold && mine.length > 0) ? 'open' : 'denied';
  }

  return {
    decide(request) {
      const key = `${request.permission}\n${request.resource}`;
      const known = answers.get(key);
      if (known !== undefined) return known;
      const answer = decide(request);
      if (answers.size < rememberedMax) answers.set(key, answer);
      return answer;
    },
  };
}

const rememberedMax = 100_000;
