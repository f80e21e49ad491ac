import { useQuery } from '@tanstack/react-query';
import { useNavigate, useRouterState } from '@tanstack/react-router';
import { api } from '../client/client.ts';
import { span } from '../words/format.ts';
import { chooseTheme, useTheme } from './theme.ts';
import { useWindow } from './window.ts';

const stretches = [undefined, 90, 30, 7] as const;

interface TopBarProps {
  readonly onFind: () => void;
  readonly onKeys: () => void;
}

/** Finds anything, says which stretch of the logs is looked at, and changes the light. */
export function TopBar({ onFind, onKeys }: TopBarProps) {
  const theme = useTheme();
  const other = theme === 'dark' ? 'light' : 'dark';
  return (
    <header className="top">
      <button type="button" className="find" onClick={onFind}>
        <svg className="icon" viewBox="0 0 16 16" aria-hidden="true">
          <path d="M7 11.5a4.5 4.5 0 1 1 0-9 4.5 4.5 0 0 1 0 9zM10.3 10.3L14 14" />
        </svg>
        <span>Search tokens and pages</span>
        <kbd>Ctrl K</kbd>
      </button>
      <div className="right">
        <Held />
        <Stretch />
        <button
          type="button"
          className="button quiet"
          onClick={() => chooseTheme(other)}
          aria-label={`Use the ${other} theme`}
          title={`Use the ${other} theme`}
        >
          <svg className="icon" viewBox="0 0 16 16" aria-hidden="true">
            <circle cx="8" cy="8" r="5.5" />
            <path d="M8 2.5a5.5 5.5 0 0 1 0 11z" fill="currentColor" />
          </svg>
        </button>
        <button type="button" className="button quiet wide-only" onClick={onKeys} aria-label="Keys">
          ?
        </button>
      </div>
    </header>
  );
}

/** The days that all numbers are of. */
function Held() {
  const window = useWindow();
  const { data } = useQuery({ queryKey: ['overview', window], queryFn: () => api.overview(window) });
  if (!data || data.sources.every(({ calls }) => calls === 0)) return null;
  return <span className="faint wide-only nowrap">{span(data.window)}</span>;
}

function Stretch() {
  const { days } = useWindow();
  const navigate = useNavigate();
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const choose = (chosen: number): void =>
    void navigate({ to: path, search: (before) => ({ ...before, days: chosen }) });
  return (
    <label>
      <span className="for-readers">Stretch of the logs</span>
      <select className="button" value={days ?? 0} onChange={({ target }) => choose(Number(target.value))}>
        {stretches.map((stretch) => (
          <option key={stretch ?? 'all'} value={stretch ?? 0}>
            {stretch === undefined ? 'All held' : `${stretch} days`}
          </option>
        ))}
        {days !== undefined && !stretches.some((stretch) => stretch === days) && (
          <option value={days}>{days} days</option>
        )}
      </select>
    </label>
  );
}
