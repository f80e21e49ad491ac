import type { Backtest } from '../../../model/backtest.ts';
import { type Line, line, run } from '../run.ts';
import { heading, point } from '../sentence.ts';
import { count, counted, percent, shortName } from '../words.ts';

/** The conclusion, and what it rests on. */
export function headSection({ subject, inSample, walkForward }: Backtest, width: number): Line[] {
  const { calls, deniedCalls, excludedCalls } = inSample;
  const { folds, trainDays, testDays, needed, neededKept, note } = walkForward;
  const points: Line[] = [
    line(
      'The past it is made from: ',
      run(counted(calls, 'successful call'), 'strong'),
      ' replayed, ',
      run(count(deniedCalls), deniedCalls > 0 ? 'denied' : 'strong'),
      excludedCalls === 0
        ? ' of them refused.'
        : ` of them refused, but for ${counted(excludedCalls, 'suspicious one')} that should be.`,
    ),
  ];
  if (folds > 0) {
    points.push(
      line(
        `Days it had not seen: trained on ${trainDays}, tested on the next ${testDays}, ${counted(folds, 'time')}. Of `,
        run(counted(needed, 'permission'), 'strong'),
        ' needed there, ',
        run(`${count(neededKept)} (${percent(neededKept, needed)})`, 'strong'),
        ' had been kept.',
      ),
    );
  }
  if (note !== null)
    points.push(
      line(folds === 0 ? `No walk forward: ${note}. Ask for less with --train and --test.` : `Only ${note}.`),
    );
  return [
    ...heading(
      conclusion(inSample, walkForward),
      width,
      subject === 'all' ? 'the whole fleet' : shortName(subject),
    ),
    ...points.flatMap((text) => point(text, width)),
  ];
}

function conclusion(
  { calls, deniedCalls }: Backtest['inSample'],
  { folds, brokenTokens, tokens }: Backtest['walkForward'],
): string {
  if (calls === 0) return 'There is no successful call to replay.';
  if (deniedCalls > 0) return `${counted(deniedCalls, 'past call')} would have been refused.`;
  const past = 'No past call would have been refused';
  if (folds === 0) return `${past}; what comes after could not be tried.`;
  if (brokenTokens === 0) return `${past}, and none on the days after.`;
  const who = tokens === 1 ? 'the token' : counted(brokenTokens, 'token');
  return `${past}; on the days after, ${who} would have met a refusal.`;
}
