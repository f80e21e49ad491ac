import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type DragEvent, type FormEvent, useState } from 'react';
import { api, type Shapes } from '../../client/client.ts';
import { Panel } from '../../parts/panel.tsx';
import { Problem } from '../../parts/states.tsx';
import { counted, percent } from '../../words/format.ts';
import { AccountField } from './account-field.tsx';
import { droppedFiles } from './dropped-files.ts';
import { JobView } from './job-view.tsx';
import { loadFiles, type Sending } from './load-files.ts';
import { SourcePanel } from './source-panel.tsx';

/** Where files and folders are dropped, or named by their path; and what became of them. */
export function DropPlace() {
  const queries = useQueryClient();
  const [isOver, setOver] = useState(false);
  const [sending, setSending] = useState<Sending>();
  const [account, setAccount] = useState('');
  const [error, setError] = useState<Error>();
  const [started, setStarted] = useState<readonly Shapes['Job'][]>([]);
  const before = useQuery({ queryKey: ['jobs'], queryFn: api.jobs });
  const begin = (work: () => Promise<Shapes['Job'] | undefined>): void => {
    setError(undefined);
    work()
      .then((job) => {
        if (job) setStarted((jobs) => [job, ...jobs]);
        // What comes next may be of another: a name that stayed would mix the two.
        setAccount('');
      })
      .catch(setError)
      .finally(() => setSending(undefined));
  };
  const take = (files: readonly File[]): void => {
    if (files.length > 0) begin(() => loadFiles(files, account.trim(), setSending));
  };
  const onDrop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    const { items } = event.dataTransfer;
    void droppedFiles(items).then(take);
  };
  const known = new Set(started.map(({ id }) => id));
  const jobs = [...started, ...(before.data?.jobs ?? []).filter(({ id }) => !known.has(id))];
  return (
    <div className="grid">
      <Panel
        span={7}
        title={sending ? `Sending ${counted(sending.files, 'file')}` : 'Drop files or folders'}
        basis={
          <>
            <span>audit logs and inventories, packed or not; which is which is seen by their content</span>
            <span>kept beside the data on this machine</span>
          </>
        }
      >
        <AccountField name={account} onName={setAccount} />
        {/* biome-ignore lint/a11y/noStaticElementInteractions: the button within does the same for keys */}
        <div
          className={isOver ? 'drop-place over' : 'drop-place'}
          onDragOver={(event) => {
            event.preventDefault();
            setOver(true);
          }}
          onDragLeave={() => setOver(false)}
          onDrop={onDrop}
        >
          {sending ? (
            <>
              <p className="say">{percent(sending.sent, sending.bytes)} sent</p>
              <progress value={sending.sent} max={Math.max(1, sending.bytes)} aria-label="Sent" />
            </>
          ) : (
            <>
              <p className="say">
                {isOver ? 'Let go: which is which is seen by content' : 'Drop logs and inventories here'}
              </p>
              <label className="button primary">
                Choose files
                <input
                  type="file"
                  multiple
                  className="for-readers"
                  onChange={({ target }) => {
                    take([...(target.files ?? [])]);
                    // The same files may be chosen again, once what was wrong with them is mended.
                    target.value = '';
                  }}
                />
              </label>
            </>
          )}
        </div>
        <PathForm onPath={(path) => begin(() => api.loadPaths([path], account.trim()))} />
        {error && <Problem error={error} />}
      </Panel>
      {jobs.length === 0 ? (
        <SourcePanel />
      ) : (
        <Panel
          span={5}
          title="What was loaded"
          about="since the server began"
          isFlush
          basis={<span>one at a time, in order of coming</span>}
        >
          <ul className="list">
            {jobs.map((job) => (
              <JobView key={job.id} job={job} onDone={() => void queries.invalidateQueries()} />
            ))}
          </ul>
        </Panel>
      )}
    </div>
  );
}

function PathForm({ onPath }: { readonly onPath: (path: string) => void }) {
  const [path, setPath] = useState('');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (path.trim() !== '') onPath(path.trim());
  };
  return (
    <form className="path-form" onSubmit={submit}>
      <label htmlFor="path">Or name a folder of this machine, for large logs</label>
      <div className="row">
        <input
          id="path"
          className="field"
          placeholder="/var/log/exports"
          value={path}
          onChange={({ target }) => setPath(target.value)}
        />
        <button type="submit" className="button">
          Load it
        </button>
      </div>
    </form>
  );
}
