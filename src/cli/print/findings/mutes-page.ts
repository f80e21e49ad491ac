import type { MuteList } from '../../../model/mutes.ts';
import { type Line, line, run } from '../run.ts';
import { heading, point } from '../sentence.ts';
import { counted } from '../words.ts';

/** What is muted, why and until when. */
export function mutesPage({ file, mutes }: MuteList, width: number): Line[] {
  const about = file ?? '';
  if (mutes.length === 0) return heading('Nothing is muted.', width, about);
  const inForce = mutes.filter(({ isOver }) => !isOver);
  const told = inForce.reduce((sum, { findings }) => sum + findings, 0);
  return [
    ...heading(`${counted(told, 'finding')} muted by ${counted(inForce.length, 'line')}.`, width, about),
    ...mutes.flatMap((mute) => point(muteWords(mute), width)),
  ];
}

function muteWords({ what, until, isOver, reason, findings, title }: MuteList['mutes'][number]): Line {
  const when = until === null ? 'for ever' : isOver ? `was over on ${until}` : `until ${until}`;
  return line(
    run(what, 'strong'),
    `  ${when}: ${title ?? counted(findings, 'finding')}  `,
    run(reason === '' ? 'no reason given' : reason, 'faint'),
  );
}
