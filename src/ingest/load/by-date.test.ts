import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { byDate } from './by-date.ts';

const inOrder = (paths: readonly string[]): readonly string[] => byDate(paths, (path) => path);

describe('files in the order of their dates', () => {
  it('come by day, whichever account and region their paths name first', () => {
    const paths = [
      'AWSLogs/999988887777/CloudTrail/us-east-1/2026/03/02/a.json.gz',
      'AWSLogs/111122223333/CloudTrail/us-east-1/2026/03/03/b.json.gz',
      'AWSLogs/111122223333/CloudTrail/eu-west-1/2026/03/02/c.json.gz',
    ];
    expect(inOrder(paths)).toEqual([paths[2], paths[0], paths[1]]);
  });

  it.each([
    ['2026-03-02_API.csv.gz', '2026-03-10_API.csv.gz'],
    ['audit-2026-03-02T10-00-00.log', 'audit-2026-03-02T11-00-00.log'],
    ['333344445555_CloudTrail_20260302T0448Z_x.json', '111122223333_CloudTrail_20260303T0448Z_x.json'],
    ['no-date-in-z.log', '2026-03-02.log'],
    ['account-20261345678/z.log', '2026/03/02/a.log'],
  ])('put %s before %s', (first, second) => {
    expect(inOrder([second, first])).toEqual([first, second]);
  });

  it('are all there, in an order that does not depend on how they came', () => {
    const path = fc.stringMatching(/^[a-c]\/20(25|26)-0[1-3]-0[1-3]\/[0-9]{1,3}$/);
    fc.assert(
      fc.property(fc.uniqueArray(path), (paths) => {
        expect(inOrder([...paths].reverse())).toEqual(inOrder(paths));
        expect([...inOrder(paths)].sort()).toEqual([...paths].sort());
      }),
    );
  });
});
