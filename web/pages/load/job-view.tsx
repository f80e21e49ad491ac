import { useEffect, useRef, useState } from 'react';
import { type Shapes, watchJob } from '../../client/client.ts';
import { Foreign } from '../../parts/foreign.tsx';
import { ProgressBar } from '../../parts/progress-bar.tsx';
import { Told } from '../../parts/told.tsx';
import { count, counted, minute } from '../../words/format.ts';

interface JobViewProps {
  readonly job: Shapes['Job'];
  readonly onDone: () => void;
}

/** A job as it goes on. */
export function JobView({ job: given, onDone }: JobViewProps) {
  const [job, setJob] = useState(given);
  const done = useRef(onDone);
  done.current = onDone;
  const isOpen = given.state === 'waiting' || given.state === 'running';
  useEffect(() => {
    if (!isOpen) return undefined;
    return watchJob(given.id, (now) => {
      setJob(now);
      if (now.state === 'done') done.current();
    });
  }, [given.id, isOpen]);
  const { progress } = job;
  return (
    <li>
      <p className="break">
        <b>{titleOf(job)}</b> <span className="faint">{minute(job.createdAt)} UTC</span>
      </p>
      <p className="soft break">
        <Foreign text={namesOf(job.paths)} />
        {job.accounts.length > 0 && (
          <span>
            {' '}
            of <Foreign text={namesOf(job.accounts.map(({ name }) => name))} />
          </span>
        )}
      </p>
      {job.result?.notes.map((note) => (
        <p key={note} className="soft break">
          <Told text={note} />
        </p>
      ))}
      {job.state === 'running' && progress && (
        <div role="status">
          <ProgressBar {...progress} />
        </div>
      )}
      {job.problem && (
        <p className="soft break">
          <Told text={job.problem.detail} />. <Told text={job.problem.hint ?? ''} />
        </p>
      )}
    </li>
  );
}

function titleOf({ state, result }: Shapes['Job']): string {
  if (state === 'waiting') return 'Waits for its turn';
  if (state === 'running') return 'Loading';
  if (state === 'failed' || !result) return 'Could not be loaded';
  const known = result.knownFiles > 0 ? `, ${count(result.knownFiles)} known already` : '';
  return `Loaded ${counted(result.loadedFiles, 'file')} in ${result.seconds.toFixed(1)} s${known}`;
}

function namesOf(paths: readonly string[]): string {
  const shown = paths.slice(0, 3).join(', ');
  return paths.length > 3 ? `${shown} and ${paths.length - 3} more` : shown;
}
