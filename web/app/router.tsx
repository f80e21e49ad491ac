import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import type { GraphSearch } from '../pages/graph/use-question.ts';
import { Overview } from '../pages/overview/overview.tsx';
import { NotFound } from '../parts/states.tsx';
import { Shell } from './shell.tsx';

/** What every address may say: how many days back from the end of the logs are looked at; 0 is all that is held. */
export interface PageSearch {
  readonly days?: number | undefined;
}

type Given = Readonly<Record<string, unknown>>;

const rootRoute = createRootRoute({
  component: Shell,
  notFoundComponent: NotFound,
  validateSearch: ({ days }: Given): PageSearch => ({ days: wholeNumber(days) }),
  search: {
    // The stretch that was chosen stays chosen from page to page.
    middlewares: [
      ({ search, next }) => {
        const after = next(search);
        return { ...after, days: after.days ?? search.days };
      },
    ],
  },
});

const under = () => rootRoute;

const overview = createRoute({ getParentRoute: under, path: '/', component: Overview });

const tokens = createRoute({
  getParentRoute: under,
  path: '/tokens',
  validateSearch: ({ q, columns }: Given): { q?: string | undefined; columns?: string | undefined } => ({
    q: text(q),
    columns: text(columns),
  }),
  component: lazyRouteComponent(() => import('../pages/tokens/tokens.tsx'), 'Tokens'),
});

const token = createRoute({
  getParentRoute: under,
  path: '/tokens/$id',
  validateSearch: ({ permission, mode, keep, own }: Given): TokenSearch => ({
    permission: text(permission),
    mode: mode === 'needed' ? 'needed' : undefined,
    keep: text(keep),
    own: text(own),
  }),
  component: lazyRouteComponent(() => import('../pages/token/token.tsx'), 'Token'),
});

export interface TokenSearch {
  /** The one whose evidence is shown. */
  readonly permission?: string | undefined;
  /** How its smaller policy is made: as `used` without it, services to keep with commas between, `true` for it alone. */
  readonly mode?: 'needed' | undefined;
  readonly keep?: string | undefined;
  readonly own?: string | undefined;
}

const findings = createRoute({
  getParentRoute: under,
  path: '/findings',
  validateSearch: (given: Given): FindingSearch => ({
    rule: text(given.rule),
    severity: text(given.severity),
    id: text(given.id),
    muted: text(given.muted),
  }),
  component: lazyRouteComponent(() => import('../pages/findings/findings.tsx'), 'Findings'),
});

export interface FindingSearch {
  readonly rule?: string | undefined;
  readonly severity?: string | undefined;
  /** Whether what is muted is looked at. */
  readonly muted?: string | undefined;
  /** The one that is open. */
  readonly id?: string | undefined;
}

const denials = createRoute({
  getParentRoute: under,
  path: '/denials',
  validateSearch: ({ verdict }: Given): { verdict?: string | undefined } => ({ verdict: text(verdict) }),
  component: lazyRouteComponent(() => import('../pages/denials/denials.tsx'), 'Denials'),
});

const roles = createRoute({
  getParentRoute: under,
  path: '/roles',
  validateSearch: ({ q }: Given): { q?: string | undefined } => ({ q: text(q) }),
  component: lazyRouteComponent(() => import('../pages/roles/roles.tsx'), 'Roles'),
});

const graph = createRoute({
  getParentRoute: under,
  path: '/graph',
  validateSearch: (given: Given): GraphSearch => ({
    from: text(given.from),
    to: text(given.to),
    steps: text(given.steps),
    grow: text(given.grow),
    open: text(given.open),
    at: text(given.at),
    view: text(given.view),
    as: text(given.as),
    way: text(given.way),
  }),
  component: lazyRouteComponent(() => import('../pages/graph/graph.tsx'), 'Graph'),
});

const proposals = createRoute({
  getParentRoute: under,
  path: '/proposals',
  validateSearch: ({ ids }: Given): { ids?: string | undefined } => ({ ids: text(ids) }),
  component: lazyRouteComponent(() => import('../pages/proposals/proposals.tsx'), 'Proposals'),
});

const coverage = createRoute({
  getParentRoute: under,
  path: '/coverage',
  component: lazyRouteComponent(() => import('../pages/coverage/coverage.tsx'), 'Coverage'),
});

const identify = createRoute({
  getParentRoute: under,
  path: '/identify',
  component: lazyRouteComponent(() => import('../pages/identify/identify.tsx'), 'Identify'),
});

const load = createRoute({
  getParentRoute: under,
  path: '/load',
  component: lazyRouteComponent(() => import('../pages/load/load.tsx'), 'Load'),
});

const reference = createRoute({
  getParentRoute: under,
  path: '/api',
  component: lazyRouteComponent(() => import('../pages/reference/reference.tsx'), 'Reference'),
});

const routeTree = rootRoute.addChildren([
  overview,
  tokens,
  token,
  findings,
  denials,
  roles,
  graph,
  proposals,
  coverage,
  identify,
  load,
  reference,
]);

/** The addresses of the page. */
export function createPageRouter() {
  return createRouter({
    routeTree,
    defaultPreload: 'intent',
    scrollRestoration: true,
    // Searches stay readable: `?q=owner:none`.
    parseSearch: (search) => Object.fromEntries(new URLSearchParams(search)),
    stringifySearch: (search) => {
      const words = Object.entries(search).flatMap(([key, value]) =>
        value === undefined || value === '' || value === 0 ? [] : [[key, String(value)]],
      );
      return words.length === 0 ? '' : `?${new URLSearchParams(words)}`;
    },
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createPageRouter>;
  }
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function wholeNumber(value: unknown): number | undefined {
  const number = Number(value);
  return value !== undefined && Number.isSafeInteger(number) && number >= 0 ? number : undefined;
}
