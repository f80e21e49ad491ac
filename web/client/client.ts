import createClient from 'openapi-fetch';
import type { components, paths } from './schema.d.ts';

/** The shapes of the API by name. */
export type Shapes = components['schemas'];

const client = createClient<paths>({ baseUrl: globalThis.location?.origin ?? '' });

/** What the API said it could not do. */
export class ProblemError extends Error {
  readonly problem: Pick<Shapes['Problem'], 'status' | 'code' | 'detail' | 'hint'>;

  constructor(problem: ProblemError['problem']) {
    super(problem.detail);
    this.name = 'ProblemError';
    this.problem = problem;
  }
}

type Fetched<T> = Promise<{
  data?: T | undefined;
  error?: Shapes['Problem'] | undefined;
  response: Response;
}>;

/** Gives what was asked for, or throws the problem. */
async function answered<T>(asked: Fetched<T>): Promise<T> {
  const { data, error } = await asked.catch(() => {
    throw new ProblemError({
      status: 0,
      code: 'unreachable',
      detail: 'the server does not answer',
      hint: 'perhaps `scopelight serve` was ended: start it again, and try again',
    });
  });
  if (data !== undefined) return data;
  throw new ProblemError(error ?? { status: 500, code: 'unexpected', detail: 'there was no answer' });
}

/** Which stretch of the logs is looked at; all that is held without it. */
export interface Window {
  readonly days?: number | undefined;
}

const of = ({ days }: Window) => (days === undefined ? {} : { days });

/** Everything that the page asks the API. */
export const api = {
  overview: (window: Window) => answered(client.GET('/v1/overview', { params: { query: of(window) } })),
  fleetMap: (window: Window) => answered(client.GET('/v1/fleet-map', { params: { query: of(window) } })),
  /** The trend of the fleet: of its parts only the large ones. */
  score: (window: Window) =>
    answered(client.GET('/v1/score', { params: { query: { ...of(window), limit: 0 } } })),
  scoreMoves: (window: Window) => answered(client.GET('/v1/score/moves', { params: { query: of(window) } })),
  tokens: (window: Window, query: { q: string; skip: number; limit: number }) =>
    answered(client.GET('/v1/tokens', { params: { query: { ...of(window), ...query } } })),
  token: (window: Window, id: string) =>
    answered(client.GET('/v1/tokens/{id}', { params: { path: { id }, query: of(window) } })),
  hours: (window: Window, id: string) =>
    answered(client.GET('/v1/tokens/{id}/hours', { params: { path: { id }, query: of(window) } })),
  permissions: (
    window: Window,
    id: string,
    query: { service: string; level?: Shapes['PermissionList']['permissions'][number]['level'] },
  ) =>
    answered(
      client.GET('/v1/tokens/{id}/permissions', {
        params: { path: { id }, query: { ...of(window), ...query } },
      }),
    ),
  explanation: (window: Window, id: string, permission: string) =>
    answered(
      client.GET('/v1/tokens/{id}/permissions/{permission}', {
        params: { path: { id, permission }, query: of(window) },
      }),
    ),
  findings: (
    window: Window,
    query: { rule?: string; severity?: Shapes['Finding']['severity']; subject?: string; limit?: number },
  ) => answered(client.GET('/v1/findings', { params: { query: { ...of(window), ...query } } })),
  mutes: (window: Window) => answered(client.GET('/v1/mutes', { params: { query: of(window) } })),
  muteFinding: (window: Window, id: string, body: { reason: string; until?: string }) =>
    answered(client.PUT('/v1/findings/{id}/mute', { params: { path: { id }, query: of(window) }, body })),
  reopenFinding: (window: Window, id: string) =>
    answered(client.DELETE('/v1/findings/{id}/mute', { params: { path: { id }, query: of(window) } })),
  denials: (window: Window, query: { verdict?: Shapes['Denial']['verdict']; subject?: string }) =>
    answered(client.GET('/v1/denials', { params: { query: { ...of(window), ...query, limit: 500 } } })),
  roles: (window: Window, query: { search?: string }) =>
    answered(client.GET('/v1/roles', { params: { query: { ...of(window), ...query, limit: 1000 } } })),
  graph: (
    window: Window,
    {
      start,
      target,
      ...bounds
    }: { start: string | undefined; target: string | undefined; steps: number; limit: number },
  ) => {
    const ends = { ...(start !== undefined && { start }), ...(target !== undefined && { target }) };
    return answered(
      client.GET('/v1/graph', { params: { query: { ...of(window), ...ends, ...bounds, whole: 'true' } } }),
    );
  },
  graphNodes: (text: string) => answered(client.GET('/v1/graph/nodes', { params: { query: { text } } })),
  rolePlan: (window: Window, query: { provider: string; surplus: number }) =>
    answered(client.GET('/v1/roles/plan', { params: { query: { ...of(window), ...query } } })),
  coverage: (window: Window) => answered(client.GET('/v1/coverage', { params: { query: of(window) } })),
  proposal: (window: Window, id: string, query: PolicyChoices) =>
    answered(
      client.GET('/v1/policies/{id}/proposal', {
        params: { path: { id }, query: { ...of(window), ...choicesOf(query) } },
      }),
    ),
  policyText: (window: Window, id: string, query: PolicyChoices, format: PolicyFormat) =>
    answered(
      client.GET('/v1/policies/{id}/text', {
        params: { path: { id }, query: { ...of(window), ...choicesOf(query), format } },
        parseAs: 'text',
      }),
    ),
  backtest: (
    window: Window,
    query: { subject?: string; trainDays: number; testDays: number; horizonDays: number },
  ) => answered(client.GET('/v1/backtest', { params: { query: { ...of(window), ...query } } })),
  identify: (text: string) => answered(client.POST('/v1/identify', { body: { text } })),
  jobs: () => answered(client.GET('/v1/jobs')),
  startDrop: (account: string) =>
    answered(client.POST('/v1/drops', { params: { query: account === '' ? {} : { account } } })),
  loadDrop: (id: string) => answered(client.POST('/v1/drops/{id}/jobs', { params: { path: { id } } })),
  loadPaths: (paths: string[], account: string) => {
    const accounts = account === '' ? [] : [{ name: account }];
    return answered(client.POST('/v1/jobs', { body: { kind: 'ingest', paths, accounts } }));
  },
};

export interface PolicyChoices {
  readonly mode: 'used' | 'needed';
  readonly keep: readonly string[];
  readonly thisTokenOnly: boolean;
}
export type PolicyFormat = Shapes['Proposal']['formats'][number];

function choicesOf({ mode, keep, thisTokenOnly }: PolicyChoices) {
  return { mode, keep: [...keep], thisTokenOnly: thisTokenOnly ? 'true' : 'false' };
}

/** Addresses of files to keep. */
export function exportAddress(
  what: 'tokens' | 'findings',
  query: Readonly<Record<string, string | number | undefined>>,
): string {
  const words = Object.entries(query).flatMap(([key, value]) =>
    value === undefined || value === '' ? [] : [[key, String(value)]],
  );
  return `/v1/${what}/export?${new URLSearchParams(words)}`;
}

/** Sends one dropped file, telling how much of it has gone. */
export function sendFile(drop: string, file: File, onSent: (bytes: number) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('PUT', `/v1/drops/${drop}/files/${encodeURIComponent(file.name)}`);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.upload.onprogress = ({ loaded }) => onSent(loaded);
    request.onload = () =>
      request.status < 300 ? resolve() : reject(new ProblemError(problemIn(request.responseText)));
    request.onerror = () =>
      reject(new ProblemError({ status: 0, code: 'unreachable', detail: 'the server does not answer' }));
    request.send(file);
  });
}

function problemIn(text: string): ProblemError['problem'] {
  const unreadable = { status: 500, code: 'unexpected', detail: 'the file was not taken' };
  try {
    return { ...unreadable, ...JSON.parse(text) };
  } catch {
    return unreadable;
  }
}

/** Tells of every change of a job until it is over, or the returned function is called. */
export function watchJob(id: string, onChange: (job: Shapes['Job']) => void): () => void {
  const source = new EventSource(`/v1/jobs/${id}/events`);
  source.addEventListener('job', ({ data }: MessageEvent<string>) => {
    const job: Shapes['Job'] = JSON.parse(data);
    onChange(job);
    if (job.state === 'done' || job.state === 'failed') source.close();
  });
  return () => source.close();
}

/** How far a question about the whole fleet is; `total` is zero where that cannot be told. */
export interface JudgingProgress {
  readonly stage: string;
  readonly done: number;
  readonly total: number;
}

/** Tells how far the server is with a question about the whole fleet, until the returned function is called. */
export function watchJudging(onChange: (progress: JudgingProgress | null) => void): () => void {
  const source = new EventSource('/v1/judging');
  source.addEventListener('progress', ({ data }: MessageEvent<string>) => onChange(JSON.parse(data)));
  return () => source.close();
}
