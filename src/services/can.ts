import type { CanInput, LanguageAnswer, PolicyLanguage } from '../model/policy-question.ts';

/** The answer as every door gives it. */
export interface CanAnswer extends LanguageAnswer {
  readonly schema: 'scopelight.can/1';
}

/** Decides one request against policy documents, and explains the decision. */
export function can(input: CanInput, language: PolicyLanguage): CanAnswer {
  const positions = new Map<string, number>();
  const policies = input.policies.map((policy) => {
    const position = (positions.get(policy.kind) ?? 0) + 1;
    positions.set(policy.kind, position);
    return { ...policy, name: policy.name ?? `${policy.kind} ${position}` };
  });
  return { schema: 'scopelight.can/1', ...language.answer({ ...input, policies }) };
}
