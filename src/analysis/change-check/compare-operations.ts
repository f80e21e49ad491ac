import type { StatedHolder, StatedOperation, StatedRequirement } from '../../providers/configuration.ts';

/** A way to be answered that was not enough before. */
export interface NewWay {
  readonly operation: StatedOperation;
  readonly way: StatedRequirement;
  /** What was enough before; undefined where nothing answered. */
  readonly before: readonly StatedRequirement[] | undefined;
}

/** Compares what an API asks of callers before and after, operation by operation. */
export function newWays(before: StatedHolder | undefined, after: StatedHolder): readonly NewWay[] {
  const known = new Map((before?.operations ?? []).map((operation) => [operation.key, operation.ways]));
  return (after.operations ?? []).flatMap((operation) => {
    const old = known.get(operation.key);
    // Of what a document did not say before, nothing can be told to be new.
    if (old?.length === 0) return [];
    return waysAfter(operation, old)
      .filter((way) => !(old ?? []).some((other) => isEnough(other, way)))
      .map((way) => ({ operation, way, before: old }));
  });
}

/** A document that said what it asks for, and says nothing any more, asks for nothing. */
function waysAfter(
  { ways }: StatedOperation,
  old: readonly StatedRequirement[] | undefined,
): readonly StatedRequirement[] {
  return ways.length === 0 && old !== undefined ? [{ credentials: [] }] : ways;
}

/** Whether whoever shows what `shown` asks for shows all that `asked` asks for. */
export function isEnough(asked: StatedRequirement, shown: StatedRequirement): boolean {
  return asked.credentials.every(({ scheme, scopes }) =>
    shown.credentials.some(
      (other) => other.scheme === scheme && scopes.every((scope) => other.scopes.includes(scope)),
    ),
  );
}
