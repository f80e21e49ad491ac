import { describe, expect, it } from 'vitest';
import { PermissionSet } from '../../../model/permission-set.ts';
import { judgeOrigins } from './judge-origins.ts';
import type { OriginDays } from './origin-days.ts';

interface Given {
  readonly place?: string;
  readonly agent?: string;
  readonly from?: number;
  readonly to?: number;
  readonly step?: number;
  readonly used?: readonly number[];
  readonly isOfPerson?: boolean;
}

function origin({
  place = 'aws de',
  agent = 'boto3',
  from = 0,
  to = 99,
  step = 1,
  used = [1, 2],
  isOfPerson = false,
}: Given): OriginDays {
  const days = Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, i) => from + i * step);
  return { place, agent, days, calls: days.length, used: PermissionSet.of(used), sample: 'e', isOfPerson };
}

const context = {
  principalId: 'me',
  places: new Map([
    ['aws de', { kind: 'cloud', country: 'DE' }],
    ['aws ie', { kind: 'cloud', country: 'IE' }],
    ['office', { kind: 'public', country: 'DE' }],
    ['elsewhere', { kind: 'public', country: 'VN' }],
  ]),
  people: new Map([
    ['office', ['me', 'somebody']],
    ['elsewhere', ['me']],
  ]),
};
const visitsOf = (...given: readonly Given[]) =>
  judgeOrigins(given.map(origin), context).visits.map(({ place }) => place);
const jobsOf = (...given: readonly Given[]) =>
  judgeOrigins(given.map(origin), context).jobs.map(({ agent }) => agent);
const workloadsOf = (...given: readonly Given[]) =>
  judgeOrigins(given.map(origin), context).workloads.map(({ agent }) => agent);

describe('origins of a token', () => {
  it('show a person who borrows a machine’s token', () => {
    expect(visitsOf({}, { place: 'office', agent: 'aws-cli', from: 50, to: 52 })).toEqual(['office']);
  });

  it.each<[string, Given[]]>([
    ['a stranger, from where nobody sits', [{}, { place: 'elsewhere', agent: 'aws-cli', from: 50, to: 52 }]],
    ['a program at the office', [{}, { place: 'office', agent: 'terraform', from: 50, to: 52 }]],
    ['a script on the machine', [{}, { agent: 'aws-cli', from: 50, to: 52 }]],
    [
      'the token of a person',
      [
        { place: 'office', agent: 'aws-cli' },
        { from: 90, to: 99 },
      ],
    ],
    ['half the work', [{}, { place: 'office', agent: 'aws-cli', step: 2 }]],
    [
      'a machine at the office',
      [{ place: 'office' }, { place: 'office', agent: 'aws-cli', from: 50, to: 52 }],
    ],
  ])('are no visit: %s', (_name, given) => {
    expect(visitsOf(...given)).toEqual([]);
  });

  it('show two jobs that go on side by side and do different things', () => {
    expect(workloadsOf({}, { place: 'aws ie', agent: 'aws-sdk-js', used: [7, 8, 9] })).toEqual([
      'boto3',
      'aws-sdk-js',
    ]);
  });

  it.each<[string, Given[]]>([
    ['in two regions', [{}, { place: 'aws ie' }]],
    ['that changed its library', [{ to: 49 }, { place: 'aws ie', agent: 'aws-sdk-js', from: 50, used: [7] }]],
    ['with two programs for the same', [{}, { place: 'aws ie', agent: 'aws-sdk-js', used: [1, 2] }]],
    ['with a rare helper', [{}, { place: 'aws ie', agent: 'aws-sdk-js', step: 20, used: [7] }]],
  ])('show one job %s', (_name, given) => {
    expect(workloadsOf(...given)).toEqual([]);
  });

  it('show a machine that works with a person’s token', () => {
    expect(jobsOf({ isOfPerson: true })).toEqual(['boto3']);
    expect(jobsOf({ isOfPerson: true, place: 'office', agent: 'aws-cli' }, { isOfPerson: true })).toEqual([
      'boto3',
    ]);
  });

  it.each<[string, Given]>([
    ['of nobody who works by hand', { isOfPerson: false }],
    ['by hand', { agent: 'aws-cli' }],
    ['where people sit', { place: 'office' }],
    ['for a few days', { from: 0, to: 12 }],
    ['once a week', { step: 7 }],
    ['of which nothing is known', { place: 'unheard of' }],
  ])('show no job %s', (_name, given) => {
    expect(jobsOf({ isOfPerson: true, ...given })).toEqual([]);
  });

  it('show no job that rests at weekends', () => {
    const weekdays = { ...origin({ isOfPerson: true }), days: [] as number[] };
    for (let day = 0; day < 100; day += 1) if (day % 7 !== 2 && day % 7 !== 3) weekdays.days.push(day);
    expect(judgeOrigins([weekdays], context).jobs).toEqual([]);
  });
});
