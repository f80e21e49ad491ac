import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clippedSpan } from './log-span.ts';

const dayMs = 86_400_000;
const held = { from: Date.parse('2026-06-02T07:00:00Z'), to: Date.parse('2026-09-29T18:00:00Z') };

function span(window: { from?: string; to?: string; days?: number }) {
  const { from, to } = clippedSpan(held, {
    from: window.from === undefined ? undefined : Date.parse(window.from),
    to: window.to === undefined ? undefined : Date.parse(window.to),
    days: window.days,
  });
  return `${new Date(from).toISOString()} ${new Date(to).toISOString()}`;
}

describe('clippedSpan', () => {
  it('is all that is held where nothing is asked for', () => {
    expect(span({})).toBe('2026-06-02T07:00:00.000Z 2026-09-29T18:00:00.000Z');
  });

  it('takes whole days, since usage is kept by day', () => {
    expect(span({ from: '2026-07-01T12:00:00Z', to: '2026-07-08T00:30:00Z' })).toBe(
      '2026-07-01T00:00:00.000Z 2026-07-09T00:00:00.000Z',
    );
    expect(span({ days: 30 })).toBe('2026-08-30T00:00:00.000Z 2026-09-29T18:00:00.000Z');
  });

  it('reaches no further than the logs', () => {
    expect(span({ from: '2020-01-01T00:00:00Z', to: '2030-01-01T00:00:00Z' })).toBe(
      '2026-06-02T07:00:00.000Z 2026-09-29T18:00:00.000Z',
    );
  });

  it('is empty where the logs hold nothing of what is asked for', () => {
    for (const window of [{ from: '2027-01-01T00:00:00Z' }, { to: '2025-01-01T00:00:00Z' }]) {
      const [from, to] = span(window).split(' ');
      expect(from).toBe(to);
    }
  });

  it('never leaves what is held, and never ends before it begins', () => {
    const moment = fc.option(fc.integer({ min: held.from - 400 * dayMs, max: held.to + 400 * dayMs }), {
      nil: undefined,
    });
    const days = fc.option(fc.integer({ min: 1, max: 1000 }), { nil: undefined });
    fc.assert(
      fc.property(moment, moment, days, (from, to, length) => {
        const clipped = clippedSpan(held, { from, to, days: length });
        expect(clipped.from).toBeLessThanOrEqual(clipped.to);
        expect(clipped.to).toBeLessThanOrEqual(held.to);
        if (clipped.from < clipped.to) expect(clipped.from).toBeGreaterThanOrEqual(held.from);
      }),
    );
  });
});
