import type { Dormancy } from '../../model/dormancy.ts';
import { type Finding, severities } from '../../model/finding.ts';
import { groupBy } from '../../model/group-by.ts';
import type { FoundToken } from '../../model/token-search.ts';
import { type Mute, unmuted } from '../findings/mute-findings.ts';
import type { JudgedFleet, JudgedToken } from './judge-fleet.ts';

type ToldToken = JudgedToken & FoundToken;

/** A judged fleet with what is told of it: what lists, counts and overviews are taken from. */
export interface ToldFleet extends JudgedFleet {
  readonly tokens: readonly ToldToken[];
  /** Without the muted ones. */
  readonly findings: readonly Finding[];
  /** How many findings were left out since they are muted. */
  readonly muted: number;
}

/** Says of every token what was found about it, leaving out what is muted at a moment. */
export function tellFleet(judged: JudgedFleet, mutes: readonly Mute[], now: number): ToldFleet {
  const findings = unmuted(judged.findings, mutes, now);
  const bySubject = groupBy(findings, ({ subject }) => subject);
  const tokens = judged.tokens.map((token) =>
    foundToken(token, [
      ...(bySubject.get(token.id) ?? []),
      ...(token.id === token.principal ? [] : (bySubject.get(token.principal) ?? [])),
    ]),
  );
  return { ...judged, tokens, findings, muted: judged.findings.length - findings.length };
}

function foundToken(token: JudgedToken, concluded: readonly Finding[]): ToldToken {
  const { dormancy } = token;
  const findings = [...concluded].sort((a, b) => rankOf(a) - rankOf(b));
  return {
    ...token,
    rules: findings.map(({ rule }) => rule),
    severity: findings[0]?.severity ?? null,
    remark: findings[0]?.title ?? (dormancy === 'in-use' ? '' : remarks[dormancy]),
  };
}

function rankOf({ severity }: Finding): number {
  return severities.indexOf(severity);
}

const remarks: Readonly<Record<Dormancy['verdict'], string>> = {
  'in-use': 'in use',
  sleeping: 'silent, and comes back',
  'rare-by-purpose': 'rarely used, by purpose',
  'taken-over': 'a newer token does its work',
  'never-used': 'never used',
  dormant: 'silent for longer than its rhythm explains',
  zombie: 'no longer good, and still called with',
  retired: 'no longer good',
  'cannot-tell': 'its silence cannot be judged',
};
