import type { PrincipalRecord, TokenRecord } from '../../../model/inventory.ts';
import { parsePolicy } from '../policy/index.ts';
import type { ReadContext } from './document.ts';
import { isServiceLinked } from './holdings.ts';
import type { Identity } from './identities.ts';
import { ownerHint } from './owner-hint.ts';

/** Users, roles and account roots as records; the last use of a principal is that of any of its tokens. */
export function principalRecords(
  identities: readonly Identity[],
  tokens: readonly TokenRecord[],
  observedAt: (account: string) => number,
  context: ReadContext,
): readonly PrincipalRecord[] {
  const trusts = new TrustReader(context);
  const lastUses = new Map<string, number>();
  for (const { principalId, lastUsedAt } of tokens) {
    if (lastUsedAt !== undefined)
      lastUses.set(principalId, Math.max(lastUsedAt, lastUses.get(principalId) ?? 0));
  }
  return identities.map((identity) => {
    const { account, arn, name, tags, createdAt } = identity;
    const lastUsedAt = lastUses.get(arn) ?? identity.lastUsedAt;
    const owner = ownerHint(tags, name);
    return {
      account,
      observedAt: observedAt(account),
      id: arn,
      kind: isServiceLinked(identity) ? 'service-linked role' : identity.kind,
      name,
      ...(owner === undefined ? {} : { owner }),
      ...(createdAt === undefined ? {} : { createdAt }),
      ...(lastUsedAt === undefined ? {} : { lastUsedAt }),
      tags,
      trusts: [...new Set([...trusts.of(identity), ...identity.instanceProfileArns])].sort(),
    };
  });
}

/** Reads who may become a role; equal trust policies are read once. */
class TrustReader {
  readonly #known = new Map<string, readonly string[]>();
  readonly #context: ReadContext;

  constructor(context: ReadContext) {
    this.#context = context;
  }

  of(identity: Identity): readonly string[] {
    if (identity.trustPolicy === undefined) return [];
    const policy = identity.trustPolicy;
    const key = typeof policy === 'string' ? policy : '';
    const known = key === '' ? undefined : this.#known.get(key);
    const found = known ?? this.#read(identity);
    if (key !== '') this.#known.set(key, found);
    return found;
  }

  #read(identity: Identity): readonly string[] {
    const policy = parsePolicy(identity.trustPolicy);
    for (const problem of policy.problems) {
      if (problem.lost === 'nothing') continue;
      const [path = ''] = identity.paths;
      this.#context.remarks.problems.add(
        path,
        `trust policy of ${identity.name}: ${problem.path}: ${problem.reason}`,
      );
    }
    return policy.statements.flatMap(({ effect, principals }) => {
      if (effect === 'deny' || principals === undefined) return [];
      // Everybody except a few is everybody, to whoever asks who may come in.
      if (principals.kind === 'except') return ['*'];
      return principals.patterns.map((pattern) => (pattern.kind === 'all' ? '*' : pattern.value));
    });
  }
}
