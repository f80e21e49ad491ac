import type { ExportedSettings, Recorder } from './recorders.ts';
import { servicesOfSource } from './source-services.ts';

/**
 * Whether every call of a kind was recorded, if its records reach through the span. Management calls are recorded unless the
 * settings say otherwise. Data events are switched on resource by resource: that all of a kind are recorded, only the settings
 * can tell. Other kinds are shown to be recorded by their records, unless settings speak of such kinds: then these say so.
 * Where several exports held in the span, all of them have to say so.
 */
export function isFull(kind: string, exports: ExportedSettings): boolean {
  return exports.length === 0 ? isFullIn(kind, []) : exports.every((settings) => isFullIn(kind, settings));
}

function isFullIn(kind: string, recorders: readonly Recorder[]): boolean {
  if (kind.startsWith(shown)) return !recorders.some(({ category }) => category.startsWith(shown));
  if (kind.startsWith('management-')) {
    const settings = recorders.filter(
      ({ category, state }) => category.startsWith('management-') && state !== 'off',
    );
    return (
      settings.length === 0 || settings.some(({ category, isUnlimited }) => category === kind && isUnlimited)
    );
  }
  const settings = recorders.filter(({ category, state }) => category === kind && state !== 'off');
  const inFull = settings.filter(({ isUnlimited, access }) => isUnlimited && access === 'all');
  // Where nothing says what is switched on, the records held are of one of these.
  return (
    inFull.some(({ state }) => state === 'on') || (inFull.length > 0 && inFull.length === settings.length)
  );
}

/**
 * Kinds of which all settings say that every call is recorded, so that no record is needed to show it. Settings do not say since
 * when: records that begin as a busy kind would not tell of a switch in between.
 */
export function declaredKinds(exports: ExportedSettings): ReadonlySet<string> {
  const [first = new Set<string>(), ...others] = exports.map(declaredIn);
  return new Set([...first].filter((kind) => others.every((kinds) => kinds.has(kind))));
}

function declaredIn(recorders: readonly Recorder[]): ReadonlySet<string> {
  const mine = recorders.filter(
    ({ category, access, isUnlimited, state }) =>
      category.startsWith(shown) && access === 'all' && isUnlimited && state === 'on',
  );
  return new Set(mine.map(({ category }) => category));
}

/**
 * Whether the log has records of a kind of which no export says that any are made: other settings held for a time, and
 * nothing tells what they left out.
 */
export function hasChangedUnseen(seen: ReadonlySet<string>, exports: ExportedSettings): boolean {
  const [first = [], ...others] = exports.map(
    (recorders) => new Set(recorders.filter(({ state }) => state === 'off').map(({ category }) => category)),
  );
  return [...first].some(
    (kind) => kind.startsWith(shown) && seen.has(kind) && others.every((kinds) => kinds.has(kind)),
  );
}

const shown = 'shown:';

/** Services whose calls some export leaves out of the log. */
export function exceptServices(provider: string, exports: ExportedSettings): ReadonlySet<string> {
  const excepted = exports.flatMap((recorders) => {
    const management = recorders.filter(
      ({ category, state }) => category.startsWith('management-') && state !== 'off',
    );
    if (management.some(({ exceptSources }) => exceptSources.length === 0)) return [];
    return management.flatMap(({ exceptSources }) => exceptSources);
  });
  return new Set(excepted.flatMap((source) => servicesOfSource(provider, source)));
}
