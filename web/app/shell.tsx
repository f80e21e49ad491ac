import { useQuery } from '@tanstack/react-query';
import { Link, Outlet, useNavigate, useRouterState } from '@tanstack/react-router';
import { Fragment, useEffect, useMemo, useRef, useState } from 'react';
import { api } from '../client/client.ts';
import { FirstRun } from '../pages/load/first-run.tsx';
import { HatchDefinition } from '../parts/hatch.tsx';
import { count, day, providerTitle } from '../words/format.ts';
import { KeyList } from './key-list.tsx';
import { useKeys } from './keys.ts';
import { lastOfTokens, pages } from './pages.ts';
import { Palette } from './palette.tsx';
import { TopBar } from './top-bar.tsx';
import { useWindow } from './window.ts';

/** What stands around every page: the rail, the bar on top, and what keys open. */
export function Shell() {
  const [opened, setOpened] = useState<'palette' | 'keys' | undefined>();
  const navigate = useNavigate();
  const main = useRef<HTMLElement>(null);
  const tabs = useRef<HTMLElement>(null);
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const isEmpty = useOverview().data?.sources.length === 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new page begins at its beginning, for readers too
  useEffect(() => {
    main.current?.focus({ preventScroll: true });
    // Of all pages only some fit into the bar of a phone.
    tabs.current?.querySelector('[aria-current]')?.scrollIntoView({ inline: 'center', block: 'nearest' });
  }, [path]);
  const keys = useMemo(
    () => ({
      'mod k': () => setOpened('palette'),
      '?': () => setOpened('keys'),
      ...Object.fromEntries(pages.map(({ key, to }) => [`g ${key}`, () => void navigate({ to })])),
    }),
    [navigate],
  );
  useKeys(keys);
  return (
    <>
      <a className="skip" href="#main">
        To the page
      </a>
      <HatchDefinition />
      <div className="shell">
        <Rail />
        <div>
          <TopBar onFind={() => setOpened('palette')} onKeys={() => setOpened('keys')} />
          <main id="main" ref={main} tabIndex={-1}>
            {isEmpty && needsData(path) ? <FirstRun /> : <Outlet />}
          </main>
        </div>
      </div>
      <nav ref={tabs} className="tab-bar" aria-label="Pages">
        {pages.map(({ to, name, icon }) => (
          <Link key={to} to={to} activeOptions={{ exact: to === '/' }}>
            <Icon path={icon} />
            {name}
          </Link>
        ))}
      </nav>
      {opened === 'palette' && <Palette onClose={() => setOpened(undefined)} />}
      {opened === 'keys' && <KeyList onClose={() => setOpened(undefined)} />}
    </>
  );
}

/** Whether a page has nothing to say before anything is loaded. */
function needsData(path: string): boolean {
  return pages.some(
    ({ to, isAboutData }) => isAboutData && (to === '/' ? path === '/' : path.startsWith(to)),
  );
}

function Rail() {
  const counts = useCounts();
  return (
    <aside className="rail" aria-label="Scopelight">
      <Link className="brand" to="/">
        <Mark />
        Scopelight
      </Link>
      <nav aria-label="Main">
        {pages.map(({ to, name, icon }) => (
          <Fragment key={to}>
            <Link to={to} activeOptions={{ exact: to === '/' }}>
              <Icon path={icon} />
              {name}
              {counts[to] !== undefined && <span className="count">{count(counts[to])}</span>}
            </Link>
            {to === lastOfTokens && <hr />}
          </Fragment>
        ))}
      </nav>
      <DataNote />
    </aside>
  );
}

function useOverview() {
  const window = useWindow();
  return useQuery({ queryKey: ['overview', window], queryFn: () => api.overview(window) });
}

function useCounts(): Partial<Record<(typeof pages)[number]['to'], number>> {
  const { data } = useOverview();
  if (!data) return {};
  return {
    '/findings': data.severities.reduce((sum, { findings }) => sum + findings, 0),
    '/tokens': data.fleet.tokens,
  };
}

/** What stands behind every number of the page: which logs, and up to when. */
function DataNote() {
  const { data } = useOverview();
  if (!data) return null;
  const holes = data.coverage.filter((one) => one.holes.length > 0).length;
  const sources = data.sources.filter(({ calls }) => calls > 0);
  return (
    <div className="data-note">
      <b>
        {sources.length === 0
          ? 'No calls loaded yet'
          : sources.map(({ provider }) => providerTitle(provider)).join(', ')}
      </b>
      {sources.length > 0 && (
        <>
          {count(sources.reduce((sum, { calls }) => sum + calls, 0))} calls, to{' '}
          {day(Date.parse(data.window.to) - 1)}
          {holes > 0 && (
            <>
              <br />
              {holes} of {data.coverage.length} logs with holes: <Link to="/coverage">coverage</Link>
            </>
          )}
        </>
      )}
    </div>
  );
}

function Icon({ path }: { readonly path: string }) {
  return (
    <svg className="icon" viewBox="0 0 16 16" aria-hidden="true">
      <path d={path} />
    </svg>
  );
}

/** A frame is what may be done, its fill what was done. */
function Mark() {
  return (
    <svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">
      <rect x="1" y="1" width="18" height="18" rx="4" fill="none" stroke="var(--ink)" strokeWidth="1.8" />
      <rect x="5" y="10" width="5" height="5" fill="var(--used)" />
    </svg>
  );
}
