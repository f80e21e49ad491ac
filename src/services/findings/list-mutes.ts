import type { Finding } from '../../model/finding.ts';
import type { MuteList } from '../../model/mutes.ts';
import type { MuteFile } from './mute-file.ts';

const dayMs = 86_400_000;

/** Lists what a file mutes, why and until when, with how many findings that is. */
export function listMutes(file: MuteFile | undefined, findings: readonly Finding[], now: number): MuteList {
  const mutes = (file?.mutes() ?? []).map(({ what, reason, until, matches }) => {
    const meant = findings.filter(matches);
    return {
      what,
      reason,
      until: until === undefined ? null : new Date(until - dayMs).toISOString().slice(0, 10),
      isOver: until !== undefined && now >= until,
      findings: meant.length,
      subject: meant.length === 1 ? (meant[0]?.subject ?? null) : null,
      title: meant.length === 1 ? (meant[0]?.title ?? null) : null,
    };
  });
  return { schema: 'scopelight.mutes/1', file: file?.path ?? null, mutes };
}
