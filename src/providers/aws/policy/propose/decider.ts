import type { DeciderAnswer, DeciderRequest, PolicyDecider } from '../../../../model/policy-proposal.ts';
import { outcomeRange } from '../decide.ts';
import { parsePolicy } from '../parse.ts';
import type { Statement } from '../parse-statement.ts';
import { type CompiledPolicies, compilePolicies } from '../policy-set.ts';
import { exactText, isExact, variableKeys } from '../resource-pattern.ts';
import { exactPattern } from './recorded-text.ts';
import { resourceNames } from './resource-names.ts';

/** Prepares documents for many requests of one principal. */
export function compile(documents: readonly unknown[], principalId: string): PolicyDecider {
  return new RememberingDecider(documents, principalId);
}

/** What is known of one permission. */
interface Remembered {
  /** The context keys that its statements ask about, in lower case: no others can change an answer. */
  readonly keys: ReadonlySet<string>;
  /** Answers by what is known of those keys, and the resource. */
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
    const { keys, answers } = this.#of(request.permission);
    const key = `${contextKey(request.context, keys)}\n${request.resource}`;
    const known = answers.get(key);
    if (known !== undefined) return known;
    const answer = this.#answer(request);
    if (this.#count < rememberedMax) answers.set(key, answer);
    this.#count += 1;
    return answer;
  }

  #of(permission: string): Remembered {
    const known = this.#permissions.get(permission);
    if (known !== undefined) return known;
    const statements = this.#policies.identity.statementsFor(permission.toLowerCase());
    const keys = new Set(statements.flatMap(({ statement }) => keysOf(statement)));
    const fresh = { keys, answers: new Map<string, DeciderAnswer>() };
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

/** Every context key that may have a say in whether a statement matches. */
function keysOf({ conditions, resources }: Statement): readonly string[] {
  const values = [...(resources?.patterns ?? []), ...conditions.flatMap((condition) => condition.values)];
  return [...conditions.map(({ key }) => key.toLowerCase()), ...values.flatMap(variableKeys)];
}

function contextKey(context: DeciderRequest['context'], keys: ReadonlySet<string>): string {
  if (context === undefined || keys.size === 0) return '';
  const known = Object.entries(context).filter(([name]) => keys.has(name.toLowerCase()));
  return known.length === 0 ? '' : JSON.stringify(known);
}
