import { useEffect, useState } from 'react';
import { type JudgingProgress, watchJudging } from '../client/client.ts';
import { ProgressBar } from './progress-bar.tsx';

const askedAfterMs = 1000;

/** How far the server is with judging the fleet, where that takes longer than a moment. */
export function Judging() {
  const [progress, setProgress] = useState<JudgingProgress | null>(null);
  useEffect(() => {
    let stop: (() => void) | undefined;
    const timer = setTimeout(() => {
      stop = watchJudging(setProgress);
    }, askedAfterMs);
    return () => {
      clearTimeout(timer);
      stop?.();
    };
  }, []);
  return progress && <ProgressBar {...progress} />;
}
