import { recordingKind } from '../../analysis/recorded-set.ts';
import { groupBy } from '../../model/group-by.ts';
import type { Permission } from '../../model/permission.ts';
import type { PolicyAnswer } from '../../model/policy.ts';
import { findProvider } from '../../providers/register.ts';
import { day } from '../explanation/explanation-facts.ts';
import { silenceReasons } from '../silence-reasons.ts';
import type { PolicyFacts } from './propose-policy-words.ts';

/** Says of everything that is taken away why, in the order of the catalogue. */
export function removedWords(
  { derivation, holder, span }: PolicyFacts,
  permissions: readonly Permission[],
): PolicyAnswer['removed'] {
  const { coverage, account } = holder;
  const from = day(coverage?.judgedFrom ?? span.from);
  const to = day((coverage?.judgedTo ?? span.to) - 1);
  const unused = `No call needed it from ${from} to ${to}, and one would have been recorded.`;
  return permissions.flatMap((permission): PolicyAnswer['removed'] => {
    const { id, name } = permission;
    if (derivation.removed.has(id)) return [{ permission: name, state: 'unused', why: unused }];
    if (!derivation.unknowable.has(id)) return [];
    return [
      { permission: name, state: 'unknown', why: silenceReasons(permission, account, coverage).join(' ') },
    ];
  });
}

/**
 * Says by service what of the removed nothing can tell, and what would settle it; services that are the likeliest to be in
 * use come first.
 * @param access when the provider itself last saw each service tried
 */
export function unknownWords(
  { derivation, holder, span }: PolicyFacts,
  permissions: readonly Permission[],
  access: ReadonlyMap<string, number | undefined>,
): PolicyAnswer['unknown'] {
  const { title } = findProvider(holder.subject.provider);
  const unknowable = permissions.filter(({ id }) => derivation.unknowable.has(id));
  const inUse = new Set(
    permissions.filter(({ id }) => derivation.derived.has(id)).map(({ service }) => service),
  );
  return [...groupBy(unknowable, ({ service }) => service)]
    .map(([service, members]) => {
      const why = new Set(
        members.flatMap((permission) => silenceReasons(permission, holder.account, holder.coverage)),
      );
      const seen = access.has(service) ? accessWords(title, access.get(service), span.from) : undefined;
      const settle = new Set(members.flatMap((permission) => settling(permission, holder.account)));
      const ranks = [inUse.has(service), access.get(service) !== undefined, settle.size > 0];
      return {
        rank: ranks.map(Number).join(''),
        service,
        permissions: members.map(({ name }) => name),
        why: [...why, ...(seen === undefined ? [] : [seen])],
        settle: [...settle, ...(seen === undefined ? ['ask the provider for its last access'] : [])],
      };
    })
    .sort((a, b) => compare(b.rank, a.rank) || b.permissions.length - a.permissions.length)
    .map(({ rank: _, ...entry }) => entry);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** What would show the use of a permission. */
function settling(permission: Permission, account: string): string[] {
  if (permission.recorded === 'data') return [`turn on ${permission.dataKind} data events`];
  if (permission.recorded === 'shown') return [`load the settings that say what ${account} records`];
  const kind = recordingKind(permission);
  return kind === undefined ? [] : [`record all ${kind} calls of ${account}`];
}

function accessWords(title: string, usedAt: number | undefined, from: number): string {
  if (usedAt === undefined) return `${title} itself saw no try of the service while it kept track.`;
  const when = `${title} itself last saw the service tried on ${day(usedAt * 1000)}`;
  return usedAt * 1000 < from ? `${when}, before the window.` : `${when}; calls that are held explain that.`;
}
