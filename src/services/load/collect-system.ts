import { systemClock } from '../../ingest/collect/clock.ts';
import { type CollectPart, collect } from '../../ingest/collect/collect.ts';
import type { OnProgress } from '../../ingest/progress.ts';
import type { CollectAnswer } from '../../model/collect.ts';
import { ScopelightError } from '../../model/error.ts';
import type { CollectSetting } from '../../providers/collector.ts';
import { findProvider, providers } from '../../providers/register.ts';

export interface CollectInput {
  readonly provider: string;
  readonly target: string;
  readonly parts: readonly CollectPart[];
  /** UTC epoch milliseconds. */
  readonly since?: number;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The secret, where it came by standard input instead. */
  readonly secret?: string;
}

/**
 * Fetches logs and inventory of a live system into a folder, from where they are loaded like any others.
 * @throws {ScopelightError} `usage.invalid` where a setting is missing, and what `collect` throws
 */
export async function collectSystem(input: CollectInput, onProgress: OnProgress): Promise<CollectAnswer> {
  const provider = findProvider(input.provider);
  const { collector } = provider;
  if (collector === undefined) {
    const able = providers().flatMap(({ id, collector: own }) => (own === undefined ? [] : [id]));
    throw new ScopelightError(
      'usage.invalid',
      `${provider.title} is not fetched from: its logs are exported`,
      {
        hint: `the page of the provider says how; these are fetched from: ${able.join(', ')}`,
      },
    );
  }
  const values = valuesOf(collector.settings, input);
  const plan = await collector.plan(values);
  if (plan.log === undefined && !input.parts.includes('inventory'))
    throw new ScopelightError('usage.invalid', `${provider.title} has no log that could be asked for`, {
      hint: 'the page of the provider says how it is exported',
    });
  const { log, waitedMs, ...rest } = await collect({
    provider: provider.id,
    plan,
    target: input.target,
    parts: input.parts,
    since: input.since,
    clock: systemClock,
    onProgress,
  });
  return {
    schema: 'scopelight.collect/1',
    provider: provider.id,
    to: input.target,
    ...rest,
    waitedSeconds: waitedMs / 1000,
    ...(log && { log: { ...log, from: iso(log.from), until: iso(log.until) } }),
  };
}

function iso(time: number): string {
  return new Date(time).toISOString();
}

function valuesOf(
  settings: readonly CollectSetting[],
  { env, secret }: CollectInput,
): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const { name, what, isSecret, standard, isOptional } of settings) {
    const value = ((isSecret ? secret : undefined) ?? env[name])?.trim() || standard;
    if (isOptional && (value === undefined || value === '')) continue;
    if (value === undefined || value === '')
      throw new ScopelightError('usage.invalid', `\`${name}\` is not set: ${what}`, {
        hint: isSecret
          ? `set the variable, or give the secret on standard input with --secret-stdin`
          : `set the variable: ${name}=…`,
      });
    if (isSecret && !/^[\x21-\x7e]+$/.test(value))
      throw new ScopelightError('usage.invalid', `\`${name}\` is no secret that could be sent`, {
        hint: 'it holds blanks or other characters that no token has; it is not repeated here',
      });
    values.set(name, value);
  }
  return values;
}
