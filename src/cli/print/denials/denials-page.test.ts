import { describe, expect, it } from 'vitest';
import type { Denial, DenialList } from '../../../model/denials.ts';
import type { EpisodeRow, ScannerRow } from '../../../model/suspicion.ts';
import { createPaint } from '../ink.ts';
import { type Line, renderLine } from '../run.ts';
import { denialsPage } from './denials-page.ts';

const window = { from: '2026-06-01T00:00:00.000Z', to: '2026-09-29T00:00:00.000Z' };
const needed: Denial = {
  provider: 'aws',
  account: '111122223333',
  token: 'AKIAEXAMPLE000000001',
  kind: 'access-key',
  principal: 'arn:aws:iam::111122223333:user/bot',
  principalKind: 'user',
  owner: null,
  permission: 'sqs:SendMessage',
  level: 'write',
  verdict: 'needed',
  score: 9,
  signs: [
    { sign: 'taken-away', points: 3, text: 'begins a day after a change of its access' },
    { sign: 'usual-place', points: 1, text: 'from a place it usually calls from: aws de' },
  ],
  granted: 'no',
  status: 'open',
  refusals: 1204,
  firstRefused: '2026-09-01T02:00:00.000Z',
  lastRefused: '2026-09-28T02:00:00.000Z',
  days: [{ day: '2026-09-01', refusals: 1204 }],
  rhythm: 'every day',
  allowedBefore: '2026-08-31T02:00:00.000Z',
  allowedSince: null,
  resources: [{ resource: 'arn:aws:sqs:eu-central-1:111122223333:jobs', refusals: 1204 }],
  places: [{ place: 'aws de', refusals: 1204, familiarity: 'usual' }],
  agents: [],
  refusedBy: [{ policy: 'identity-based policy', error: 'AccessDenied', refusals: 1204 }],
  changes: [],
  samples: [
    { time: '2026-09-28T02:00:00.000Z', eventId: 'event-1', operation: 'sqs SendMessage', resource: '' },
  ],
  episodes: [],
  fix: {
    layer: 'no-grant',
    suffices: 'yes',
    summary: 'grant sqs:SendMessage: nothing that it holds gives it',
    policy: { Statement: [{ Effect: 'Allow', Action: 'sqs:SendMessage', Resource: 'arn:aws:sqs:::jobs' }] },
    commands: ['aws iam create-policy'],
    rollback: ['aws iam delete-policy'],
    notes: [],
    blast: {
      level: 'write',
      isEverywhere: false,
      resources: ['arn:aws:sqs:::jobs'],
      adds: [],
      tokens: ['AKIAEXAMPLE000000001'],
      tokenCount: 1,
      changesAccess: false,
      texts: ['opens sqs:SendMessage (write) on arn:aws:sqs:::jobs'],
    },
  },
};
const nobody: Denial = {
  ...needed,
  token: '',
  principal: '',
  verdict: 'probing',
  score: -5,
  permission: 's3:GetObject',
  fix: null,
};
const totals = { wants: 2, refusals: 2408, needed: 1, probing: 1, misconfigured: 0, unclear: 0, unnamed: 3 };
const episode: EpisodeRow = {
  id: 'episode-0123456789ab',
  provider: 'aws',
  account: '111122223333',
  token: 'AKIAEXAMPLE000000001',
  principal: 'arn:aws:iam::111122223333:user/bot',
  from: '2026-09-20T02:00:00.000Z',
  to: '2026-09-20T04:00:00.000Z',
  score: 5,
  signs: [{ sign: 'sweep', points: 4, text: 'asks to list or read 31 things' }],
  calls: 40,
  refused: 3,
  hours: 2,
  places: ['VN · VNPT'],
  agents: ['curl'],
  permissions: [
    { permission: 'iam:ListUsers', calls: 1, refused: 0, isOnlyHere: true },
    { permission: 's3:GetObject', calls: 39, refused: 3, isOnlyHere: false },
  ],
  stretches: [
    {
      from: '2026-09-20T02:00:00.000Z',
      to: '2026-09-20T04:00:00.000Z',
      place: 'VN · VNPT',
      agent: 'curl',
      calls: 40,
    },
  ],
  samples: [{ time: '2026-09-20T02:00:00.000Z', eventId: 'event-2', permission: 'iam:ListUsers' }],
  isAccepted: false,
};
const scanner: ScannerRow = {
  token: 'AKIASCANNER',
  principal: 'arn:aws:iam::111122223333:user/scanner',
  sweeps: 20,
  readsMax: 38,
  firstDay: '2026-06-01',
  lastDay: '2026-09-28',
};
const list: DenialList = {
  schema: 'scopelight.denials/1',
  window,
  totals,
  denials: [needed, nobody],
  isCut: true,
  episodes: [episode],
  scanners: [scanner],
};

describe('the page of denials', () => {
  it('puts needs first, each verdict under its words', () => {
    const page = text(denialsPage(list, { width: 140, isOne: false }));
    expect(page).toMatch(/2 wants were refused in 2,408 calls\. {2}1 needed, 1 probing\n/);
    expect(page).toMatch(
      /Needed by their holders’ work: 1 want\n(.*\n)+.*sqs:SendMessage.*\n(.*\n)+ *Somebody tries what he can do: 1 want\n/,
    );
    expect(page).toMatch(/user\/bot +sqs:SendMessage +1,204 +1 .*28 Sep 2026 +9 +taken-away, usual-place/);
    expect(page).toMatch(/anonymous +s3:GetObject/);
    expect(page).not.toContain('Refused for as long');
  });

  it('says what it leaves out', () => {
    const page = text(denialsPage(list, { width: 120, isOne: false }));
    expect(page).toContain('3 more calls were refused whose operation no permission is known for.');
    expect(page).toContain('There are more wants than are read at once');
  });

  it('tells everything of each want of one token', () => {
    const page = text(denialsPage(list, { width: 120, isOne: true }));
    expect(page).toContain('✕ sqs:SendMessage  write, needed (+9)');
    expect(page).toContain('AKIAEXAMPLE000000001: refused 1,204 times: every day');
    expect(page).toContain('not granted; last refused 28 Sep 2026');
    expect(page).toContain('aws de (usual)');
    expect(page).toMatch(/\+3 begins a day after a change of its access/);
    expect(page).toContain('event-1');
    expect(page).toContain('to allow it  grant sqs:SendMessage: nothing that it holds gives it');
    expect(page).toContain('"Action":"sqs:SendMessage"');
    expect(page).toContain('opens sqs:SendMessage (write) on arn:aws:sqs:::jobs');
    expect(page).toContain('      aws iam create-policy\n');
  });

  it('shows what looks like somebody else’s doing, and what is left out for it', () => {
    const page = text(denialsPage(list, { width: 120, isOne: false }));
    expect(page).toContain('1 suspicious episode\n');
    expect(page).toContain('episode-0123456789ab user/bot\n');
    expect(page).toMatch(/left out +iam:ListUsers\n/);
    expect(page).toContain('+4 asks to list or read 31 things');
    expect(page).toContain(
      '1 token looks at everything as its work\n  user/scanner (AKIASCANNER): 20 sweeps',
    );
  });

  it.each([40, 80, 200])('stays within %i columns', (width) => {
    for (const isOne of [true, false]) {
      const long = denialsPage(list, { width, isOne }).filter((line) => widthOf(line) > width);
      expect(long.map((line) => text([line]))).toEqual([]);
    }
  });

  it('says so when nothing was refused', () => {
    const none = { ...totals, wants: 0, refusals: 0, needed: 0, probing: 0, unnamed: 0 };
    const page = denialsPage(
      { ...list, totals: none, denials: [], isCut: false, episodes: [], scanners: [] },
      { width: 80, isOne: false },
    );
    expect(text(page)).toContain('Nothing was refused.');
  });
});

function text(lines: readonly Line[]): string {
  return lines.map((line) => `${renderLine(line, createPaint(false))}\n`).join('');
}

function widthOf(line: Line): number {
  return renderLine(line, createPaint(false)).length;
}
