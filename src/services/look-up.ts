import type { Lookup, Operation } from '../model/permission.ts';
import { findProvider } from '../providers/register.ts';

export type LookedUp = Operation & Lookup;

/**
 * Tells which permissions each operation needs, in the order asked.
 * @throws {ScopelightError} `usage.invalid` when there is no such provider
 */
export async function* lookUp(input: {
  readonly provider: string;
  readonly operations: AsyncIterable<Operation> | Iterable<Operation>;
}): AsyncGenerator<LookedUp> {
  const { catalogue } = findProvider(input.provider);
  for await (const { source, name } of input.operations)
    yield { source, name, ...catalogue.lookup({ source, name }) };
}
