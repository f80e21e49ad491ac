import { count, counted } from '../../words/format.ts';
import { reachesOf } from './counts.ts';
import type { Shown } from './use-graph.ts';
import { fullName } from './words.ts';

/** The conclusion of the page, as a sentence with its number. */
export function conclusionOf({ answer, model, ends, way }: Shown): string {
  const name = (key: string | undefined): string => fullName(model, key);
  if (ends.from !== undefined && ends.to !== undefined) {
    const [first] = answer.paths;
    if (!first) return `Nothing leads from ${name(ends.from)} to ${name(ends.to)}`;
    const length = first.edges.length;
    const taken = way.filter(({ state }) => state === 'used').length;
    const use = first.isUsed
      ? 'Each was taken.'
      : taken === 0
        ? 'None of them was taken.'
        : `It took ${taken} of ${way.length}.`;
    return `${name(ends.from)} can come to ${name(ends.to)} in ${counted(length, 'step')}. ${use}`;
  }
  const { can } = reachesOf(model, ends);
  const identities = counted(can.identities, 'identity', 'identities');
  if (ends.from === undefined) {
    return can.identities === 0
      ? `Nobody can come to ${name(ends.to)}`
      : `${identities} can come to ${name(ends.to)}`;
  }
  const resources = can.resources === 0 ? '' : ` and ${counted(can.resources, 'resource')}`;
  return can.identities + can.resources === 0
    ? `${name(ends.from)} leads nowhere`
    : `${name(ends.from)} can come to ${identities}${resources}`;
}

/** What follows from it. */
export function ledeOf({ answer, model, ends, cut }: Shown): string {
  if (ends.from !== undefined && ends.to !== undefined) {
    if (answer.paths.length === 0) return 'Neither records nor documents nor permissions make a way.';
    const ways =
      answer.paths.length === 1 ? 'One way leads there' : `${count(answer.paths.length)} ways lead there`;
    const used = answer.cut?.used ?? 0;
    if (cut.length === 0) return `${ways}.`;
    const cost =
      used === 0
        ? 'that nobody was seen to take'
        : used === cut.length
          ? 'in use'
          : `, ${used} of them in use,`;
    return `${ways}. Taking away ${counted(cut.length, 'step')} ${cost} closes ${answer.paths.length === 1 ? 'it' : 'all of them'}.`;
  }
  const { can, does, without } = reachesOf(model, ends);
  if (can.keys.size === 0) return 'Neither records nor documents nor permissions lead on from it.';
  const all = can.keys.size;
  const gone = all - without.keys.size;
  const used =
    does.keys.size === 0
      ? 'None of that was taken step by step'
      : `${count(does.keys.size)} of these ${count(all)} nodes by steps that were each taken`;
  const left =
    gone === 0
      ? 'no step to any of them is surely unused'
      : gone === all
        ? 'all of it would vanish with the steps that nobody took'
        : `${count(gone)} would vanish with the steps that nobody took; of the rest the logs show use, or cannot tell`;
  return `${used}; ${left}.`;
}
