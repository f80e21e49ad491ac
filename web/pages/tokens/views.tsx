import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { Dialog } from '../../app/dialog.tsx';
import { Foreign } from '../../parts/foreign.tsx';
import { forgetView, type SavedView, saveView, useSavedViews } from './saved-views.ts';

const usual: readonly SavedView[] = [
  { name: 'All', q: '' },
  { name: 'Admin, only reads', q: 'level:admin used:read' },
  { name: 'Used nothing', q: 'used:none' },
  { name: 'Dormant', q: 'dormant:>60d' },
  { name: 'New place', q: 'place:new' },
  { name: 'No owner', q: 'owner:none' },
  { name: 'High and critical', q: 'severity:high' },
];

interface ViewsProps {
  readonly query: string;
  readonly columns: string | undefined;
}

/** Queries by name: those that everybody asks, and those that were saved here. Each is an address, too. */
export function Views({ query, columns }: ViewsProps) {
  const saved = useSavedViews();
  return (
    <nav className="tabs" aria-label="Views">
      {[...usual, ...saved].map((view) => {
        const isOpen = view.q === query && (view.columns === undefined || view.columns === columns);
        return (
          <Link
            key={`${view.name} ${view.q}`}
            to="/tokens"
            search={(before) => ({
              ...before,
              q: view.q || undefined,
              columns: view.columns ?? before.columns,
            })}
            // Which query is open is told here; the router would take every one that adds to another for the same.
            activeOptions={{ exact: true, explicitUndefined: true }}
            activeProps={{}}
            aria-current={isOpen ? 'page' : undefined}
          >
            <Foreign text={view.name} />
          </Link>
        );
      })}
    </nav>
  );
}

/** Saves the view that is open, or forgets it. */
export function ViewButton({ query, columns }: ViewsProps) {
  const saved = useSavedViews();
  const [isOpen, setOpen] = useState(false);
  const known = saved.find((view) => view.q === query && view.columns === columns);
  if (known) {
    return (
      <button type="button" className="button" onClick={() => forgetView(known.name)}>
        Forget this view
      </button>
    );
  }
  if (usual.some((view) => view.q === query) && columns === undefined) return null;
  return (
    <>
      <button type="button" className="button primary" onClick={() => setOpen(true)}>
        Save this view
      </button>
      {isOpen && (
        <Dialog label="Save this view" onClose={() => setOpen(false)}>
          <NameForm
            query={query}
            onName={(name) => {
              saveView({ name, q: query, ...(columns !== undefined && { columns }) });
              setOpen(false);
            }}
          />
        </Dialog>
      )}
    </>
  );
}

function NameForm({ query, onName }: { readonly query: string; readonly onName: (name: string) => void }) {
  const [name, setName] = useState('');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (name.trim() !== '') onName(name.trim());
  };
  return (
    <form className="stack" onSubmit={submit}>
      <h2>Save this view</h2>
      <p className="soft">
        Its address can be given to others as it is; the name is kept in this browser.{' '}
        <code className="break">
          <Foreign text={query || 'all tokens'} />
        </code>
      </p>
      <label className="stack tight">
        Name
        <input
          className="field"
          maxLength={60}
          value={name}
          onChange={({ target }) => setName(target.value)}
        />
      </label>
      <div className="row">
        <button type="submit" className="button primary" disabled={name.trim() === ''}>
          Save
        </button>
      </div>
    </form>
  );
}
