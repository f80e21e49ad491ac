import type { Toxic, ToxicHolder } from '../../../model/toxic.ts';
import { type Line, line, run } from '../run.ts';
import { andMore, basis, heading, point, title } from '../sentence.ts';
import { counted, listed, shortName } from '../words.ts';
import { cutLines } from './cut-lines.ts';

interface Options {
  readonly width: number;
  /** Every path with its parts and the commands of the cut. */
  readonly isFull: boolean;
}

const shownMax = 25;
const partsMax = 4;

/** Who holds dangerous combinations, which part of each is used, and what to cut. */
export function toxicPage({ window, totals, holders }: Toxic, { width, isFull }: Options): Line[] {
  if (totals.holders === 0)
    return [
      ...title(window, width),
      ...heading('No inventory that was loaded tells what anybody may do.', width),
      [],
    ];
  const { escalating, toxic, unlimited } = totals;
  const shown = isFull ? holders : holders.filter(({ cut }) => cut !== null).slice(0, shownMax);
  return [
    ...title(window, width),
    ...heading(
      `${counted(escalating, 'holder')} can get more access than was given, ${counted(toxic, 'holder')} hold another dangerous combination.`,
      width,
    ),
    ...basis(
      `of ${counted(totals.holders, 'holder')}; ${counted(unlimited, 'holder')} may do nearly everything, and are not told again`,
      width,
    ),
    ...shown.flatMap((holder) => holderLines(holder, { width, isFull })),
    ...(isFull ? [] : andMore(holders.length - shown.length, width)),
    [],
  ];
}

function holderLines(holder: ToxicHolder, { width, isFull }: Options): Line[] {
  const { id, principal, paths, cut, isUnlimited, owner } = holder;
  const open = paths.filter(({ isLimited }) => !isLimited);
  const name = shortName(principal || id);
  if (isUnlimited)
    return heading(`${name} may do nearly everything: see \`findings\` for what to grant instead.`, width);
  const about = [
    counted(open.length, 'open path'),
    ...(paths.length > open.length ? [`${paths.length - open.length} on some resources only`] : []),
    ...(owner === null ? [] : [owner]),
  ];
  const rows = isFull ? paths : [];
  return [
    ...heading(name, width, about.join(', ')),
    ...rows.flatMap((path) => pathLines(path, width)),
    ...(isFull ? [] : point(line(listed([...new Set(open.map((path) => path.title))], 4)), width)),
    ...(cut === null ? [] : cutLines(cut, { width, isFull })),
  ];
}

function pathLines({ title, id, isLimited, parts }: ToxicHolder['paths'][number], width: number): Line[] {
  const text = parts.map(({ name, permissions, state }) => {
    const held =
      permissions.length === 1 && permissions[0] === name
        ? name
        : `${name}: ${listed(permissions, partsMax)}`;
    return `${held} (${state})`;
  });
  const where = isLimited ? ', on some resources or conditions only' : '';
  return point(line(run(`${title}${where}`, 'strong'), `  ${text.join(' + ')}  `, run(id, 'faint')), width);
}
