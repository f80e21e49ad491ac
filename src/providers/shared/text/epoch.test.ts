import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toEpoch } from './epoch.ts';

const moment = Date.parse('2024-01-10T08:00:00Z');

describe('toEpoch', () => {
  it.each([
    ['2024-01-10T08:00:00Z', moment],
    ['2024-01-10T08:00:00+00:00', moment],
    ['2024-01-10 08:00:00+00:00', moment],
    ['2024-01-10T09:00:00.000+0100', moment],
    ['2024-01-10T08:00:00.123456789Z', moment + 123],
    ['2024-01-10 08:00:00 UTC', moment],
    ['2024-01-10T08:00', moment],
    ['2024-01-10', Date.parse('2024-01-10T00:00:00Z')],
    ['Wed, 10 Jan 2024 08:00:00 GMT', moment],
    [1704873600, moment],
    [1704873600.5, moment + 500],
    ['1704873600', moment],
    [1704873600000, moment],
    [{ __class__: 'datetime', year: 2024, month: 1, day: 10, hour: 8, microsecond: 5000 }, moment + 5],
  ])('reads %j', (value, expected) => {
    expect(toEpoch(value)).toBe(expected);
  });

  it.each([
    '',
    'N/A',
    'soon',
    '2024-13-45',
    -5,
    Number.NaN,
    1e300,
    null,
    undefined,
    {},
    [],
    '9'.repeat(4000),
  ])('gives nothing for %j', (value) => {
    expect(toEpoch(value)).toBeUndefined();
  });

  it('reads every moment it can write', () => {
    const moments = fc.date({
      min: new Date('2000-01-01'),
      max: new Date('2100-01-01'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(moments, (date) => {
        expect(toEpoch(date.toISOString())).toBe(date.getTime());
      }),
    );
  });
});
