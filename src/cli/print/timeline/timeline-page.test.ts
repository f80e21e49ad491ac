import { describe, expect, it } from 'vitest';
import type { Timeline } from '../../../model/timeline.ts';
import { actsOnTerminal, print } from '../sample-values.test-support.ts';
import { timelinePage } from './timeline-page.ts';

const event: Timeline['events'][number] = {
  time: '2026-06-03T10:00:00Z',
  kind: 'changed',
  subject: 'arn:aws:iam::111122223333:role/ci',
  what: 'a role is given, 20 permissions',
  object: 'arn:aws:iam::aws:policy/AmazonSQSFullAccess',
  actor: { token: '', principal: 'arn:aws:iam::111122223333:role/admin', session: 'ann' },
  address: '203.0.113.7',
  agent: 'aws-cli/2 more words',
  times: 1,
  last: null,
  sample: 'event-1',
};

const timeline: Timeline = {
  schema: 'scopelight.timeline/1',
  window: { from: '2026-06-02T00:00:00Z', to: '2026-09-30T00:00:00Z' },
  subject: { id: event.subject, principal: event.subject, provider: 'aws', kind: 'role', owner: null },
  events: [
    event,
    {
      ...event,
      kind: 'denied',
      subject: 'AKIAOTHER',
      what: 'is refused',
      times: 3,
      last: '2026-07-01T00:00:00Z',
      actor: null,
    },
  ],
  asOf: {
    date: '2026-08-01T00:00:00Z',
    could: {
      permissions: 12,
      levels: { permissions: 0, write: 4, tag: 0, read: 8, list: 0 },
      exported: '2026-07-20T00:00:00Z',
      resources: [
        {
          resource: '*',
          permissions: 12,
          levels: { permissions: 0, write: 4, tag: 0, read: 8, list: 0 },
          isConditional: true,
        },
      ],
      resourceCount: 3,
      caveats: ['2 given later'],
    },
    did: {
      permissions: 3,
      levels: { permissions: 0, write: 0, tag: 0, read: 3, list: 0 },
      calls: 9,
      first: null,
      last: null,
      resources: [
        {
          resource: 'arn:aws:s3:::orders/*',
          permissions: ['s3:GetObject'],
          calls: 7,
          first: '2026-07-01T00:00:00Z',
          last: '2026-07-09T00:00:00Z',
        },
      ],
      resourceCount: 1,
    },
    proposed: {
      removed: 9,
      days: 60,
      calls: 70,
      openCalls: 4,
      blocked: [
        {
          permission: 's3:PutObject',
          by: 'narrowed',
          resources: ['arn:aws:s3:::other/x'],
          calls: 1,
          first: '2026-08-09T00:00:00Z',
          last: '2026-08-09T00:00:00Z',
          sample: 'e',
        },
      ],
    },
    why: null,
  },
  gaps: ['logs reach back to 2026-06-02'],
};

const width = 160;

describe('timelinePage', () => {
  it('tells who did what from where, and what was blocked', () => {
    // Where lines are broken is no matter here.
    const page = print(timelinePage(timeline, { width })).replace(/\n {4}/g, ' ');
    expect(page).toContain('How role/ci became what it is  role, aws, no owner');
    expect(page).toMatch(
      /± 3 Jun 2026 10:00 {2}a role is given, 20 permissions: policy\/AmazonSQSFullAccess by role\/admin \(ann\) +from 203\.0\.113\.7, aws-cli\/2/,
    );
    expect(page).not.toContain('more words');
    expect(page).toMatch(/× 3 Jun 2026 10:00 {2}AKIAOTHER is refused.* 3 times,? last 1 Jul 2026/);
    expect(page).toContain('it could do 12 things  4 write · 8 read');
    expect(page).toContain('it would have blocked 1 permission');
    expect(page).toContain('s3:PutObject on arn:aws:s3:::other/x, once, on 9 Aug 2026');
    expect(page).toContain('on everything 12 things, under conditions');
    expect(page).toContain('on arn:aws:s3:::orders/* 7 uses of s3:GetObject');
    expect(page).toContain('4 calls since depend on conditions');
  });

  it('says why there is no smaller policy', () => {
    const asOf = timeline.asOf && { ...timeline.asOf, could: null, proposed: null, why: 'it has none' };
    const page = print(timelinePage({ ...timeline, asOf }, { width }));
    expect(page).toContain('What it could do no inventory tells.');
    expect(page).toContain('No smaller policy: it has none.');
  });

  it('keeps the beginning and the end of a long story', () => {
    const events = Array.from({ length: 100 }, (_, index) => ({ ...event, what: `step ${index}.` }));
    const page = print(timelinePage({ ...timeline, events }, { width }));
    expect(page).toContain('step 0.');
    expect(page).toContain('step 99.');
    expect(page).not.toContain('step 50.');
    expect(page).toContain('40 more in between');
  });

  it('shows hostile names as text', () => {
    const evil = '\u001b[2J\n\u202e';
    const events = [{ ...event, subject: evil, what: evil, object: evil, address: evil, agent: evil }];
    expect(actsOnTerminal(print(timelinePage({ ...timeline, events, gaps: [evil] }, { width })))).toEqual([]);
  });
});
