import type { DeciderAnswer, DeciderRequest, PolicyDecider } from '../../../../model/policy-proposal.ts';
import { outcomeRange } from '../decide.ts';
import { parsePolicy } from '../parse.ts';
import { type CompiledPolicies, compilePolicies } from '../policy-set.ts';
import { exactText, hasVariables, isExact } from '../resource-pattern.ts';
import { exactPattern } from './recorded-text.ts';
import { resourceNames } from './resource-names.ts';

/** Prepares documents for many requests of one principal. */
export function compile(documents: readonly unknown[], principalId: string): PolicyDecider {
  return new RememberingDecider(documents, principalId);
}

/** What is known of one permission. */
interface Remembered {
  /** Whether answers depend on nothing but the resource. */
  readonly isPlain: boolean;
  /** Answers to requests without context, by resource. */
  readonly answers: Map<string, DeciderAnswer>;
}

const rememberedMax = 200_000;

class RememberingDecider implements PolicyDecider {
  readonly #policies: CompiledPolicies;
  readonly #principal: string;
  readonly #permissions = new Map<string, Remembered>();
  #count = 0;

  constructor(documents: readonly unknown[], principalId: string) {
    const identity = documents.map((document, i) => ({
      name: `document ${i}`,
      policy: parsePolicy(document),
    }));
    this.#policies = compilePolicies({ identity });
    this.#principal = principalId;
  }

  decide(request: DeciderRequest): DeciderAnswer {
    const { isPlain, answers } = this.#of(request.permission);
    if (!isPlain && request.context !== undefined) return this.#answer(request);
    const known = answers.get(request.resource);
    if (known !== undefined) return known;
    const answer = this.#answer(request);
    if (this.#count < rememberedMax) answers.set(request.resource, answer);
    this.#count += 1;
    return answer;
  }

  #of(permission: string): Remembered {
    const known = this.#permissions.get(permission);
    if (known !== undefined) return known;
    const statements = this.#policies.identity.statementsFor(permission.toLowerCase());
    const isPlain = statements.every(({ statement: { conditions, resources } }) => {
      return conditions.length === 0 && !resources?.patterns.some(hasVariables);
    });
    const fresh = { isPlain, answers: new Map<string, DeciderAnswer>() };
    this.#permissions.set(permission, fresh);
    return fresh;
  }

  #answer(request: DeciderRequest): DeciderAnswer {
    const found = resourceNames(request.permission, exactPattern(request.resource));
    if (found.kind === 'named') return this.#ofAny(request, found.names);
    // Whoever names resources for what IAM ties to none gives nothing, unless the catalogue is behind.
    const plain = found.kind === 'none' ? this.#range(request, '*', false) : undefined;
    return plain?.worst === 'allowed' ? 'allowed' : this.#ofAny(request, ['*']);
  }

  /** The answer for a resource that goes by one of several names: it is enough that one of them is allowed. */
  #ofAny(request: DeciderRequest, names: readonly string[]): DeciderAnswer {
    const ranges = names.map((name) =>
      isExact(name) ? this.#range(request, exactText(name), false) : this.#range(request, name, true),
    );
    if (ranges.some(({ best }) => best === 'explicitly-denied')) return 'denied';
    const isSafe = ranges.every(({ worst }) => worst !== 'explicitly-denied');
    if (isSafe && ranges.some(({ worst }) => worst === 'allowed')) return 'allowed';
    return ranges.some(({ best }) => best === 'allowed') ? 'open' : 'denied';
  }

  #range({ permission, context }: DeciderRequest, resource: string, isResourcePattern: boolean) {
    const request = { principal: this.#principal, action: permission, resource, isResourcePattern, context };
    return outcomeRange(request, this.#policies, { side: 'principal' });
  }
}
