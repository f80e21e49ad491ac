import { describe, expect, it } from 'vitest';
import { openProgress } from './progress.ts';

/** What a progress line needs of a stream, and what was written to it. */
function recorder(isTTY: boolean, columns = 80) {
  const written: string[] = [];
  return { written, stream: { isTTY, columns, write: (text: string) => written.push(text) > 0 } };
}

describe('openProgress', () => {
  it('redraws one line on a terminal, not more often than one can read, and takes it away', () => {
    const { written, stream } = recorder(true);
    let now = 0;
    const { report, clear } = openProgress(stream, { isQuiet: false, now: () => now });
    for (let done = 0; done < 100; done++) {
      now += 10;
      report({ stage: 'loading', done, total: 100 });
    }
    clear();
    expect(written.length).toBeLessThan(16);
    expect(written.join('')).not.toContain('\n');
    expect(written.at(-1)).toBe('\r\u001b[K');
  });

  it('writes a line a stage and one every ten seconds elsewhere', () => {
    const { written, stream } = recorder(false);
    let now = 0;
    const { report } = openProgress(stream, { isQuiet: false, now: () => now });
    for (let done = 0; done < 300; done++) {
      now += 100;
      report({ stage: done < 200 ? 'reading files' : 'loading', done, total: 300 });
    }
    expect(written).toEqual([
      'reading files: 0 of 300\n',
      'reading files: 100 of 300\n',
      'loading: 200 of 300\n',
    ]);
  });

  it('says nothing when quiet', () => {
    const { written, stream } = recorder(true);
    const { report, clear } = openProgress(stream, { isQuiet: true });
    report({ stage: 'loading', done: 1, total: 2 });
    clear();
    expect(written).toEqual([]);
  });

  it('stays on one line and shows names of files as text', () => {
    const { written, stream } = recorder(true, 40);
    const { report } = openProgress(stream, { isQuiet: false });
    report({ stage: 'loading', done: 1, total: 2, note: `\n\u001b[2J${'x'.repeat(200)}` });
    const [text = ''] = written;
    expect(text.slice(4).length).toBeLessThan(40);
    expect(text.slice(4)).not.toMatch(/\p{Cc}/u);
  });
});
