import { z } from 'zod';
import { ScopelightError } from '../../model/error.ts';
import type { Collector, CollectPlan, ListSource, LogSource, RecordMark } from '../collector.ts';
import { toEpoch } from '../shared/text/epoch.ts';
import { originOf } from '../shared/text/origin.ts';

/**
 * The audit log of an organisation, and every list that the inventory reader knows.
 * https://docs.github.com/en/enterprise-cloud@latest/rest/orgs/orgs#get-the-audit-log-for-an-organization
 */
export const githubCollector = {
  settings: [
    { name: 'GITHUB_ORG', what: 'the name of the organisation', isSecret: false },
    {
      name: 'GITHUB_API_URL',
      what: 'where the API is',
      isSecret: false,
      standard: 'https://api.github.com',
    },
    { name: 'GITHUB_TOKEN', what: 'a token that may read the organisation', isSecret: true },
  ],
  plan(values: ReadonlyMap<string, string>): CollectPlan & { readonly log: LogSource } {
    const api = values.get('GITHUB_API_URL') ?? '';
    const organisation = organisationOf(values.get('GITHUB_ORG') ?? '');
    // The API of a GitHub Enterprise Server lies below a path.
    const base = new URL(api.replace(/\/*$/, '/'), 'https://api.github.com').pathname.replace(/\/$/, '');
    return {
      origin: originOf(api, 'GITHUB_API_URL', 'https://api.github.com'),
      headers: {
        authorization: `Bearer ${values.get('GITHUB_TOKEN') ?? ''}`,
        accept: 'application/vnd.github+json',
        'user-agent': 'scopelight',
        'x-github-api-version': '2022-11-28',
      },
      limitOf,
      log: {
        folder: 'log',
        request: (from, until) =>
          `${base}/orgs/${organisation}/audit-log?include=all&order=asc&per_page=100&phrase=${encodeURIComponent(`created:${iso(from)}..${iso(until)}`)}`,
        markOf,
        mayLack: 'the audit log, which Enterprise Cloud has',
        daysKept: 180,
        lateMs: 10 * 60_000,
      },
      lists: listsOf(organisation, base),
    };
  },
} satisfies Collector;

/**
 * Against bursts there is a second limit, of which the answer’s text alone may tell.
 * https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#exceeding-the-rate-limit
 */
function limitOf(status: number, text: string): number | undefined {
  const isLimit = (status === 403 || status === 429) && /secondary rate limit|abuse detection/i.test(text);
  return isLimit ? 60_000 : undefined;
}

const event = z.looseObject({
  _document_id: z.string().min(1),
  '@timestamp': z.union([z.string(), z.number()]),
});

function markOf(record: unknown): RecordMark | undefined {
  const read = event.safeParse(record).data;
  const time = toEpoch(read?.['@timestamp']);
  return read === undefined || time === undefined ? undefined : { id: read._document_id, time };
}

const listOf = <Item extends z.ZodType>(item: Item) =>
  z.array(z.unknown()).transform((list) => list.flatMap((each) => item.safeParse(each).data ?? []));
const repositories = listOf(
  z.looseObject({ full_name: z.string().regex(/^[A-Za-z0-9-]+\/(?!\.{1,2}$)[\w.-]+$/) }),
);
const grants = listOf(z.looseObject({ id: z.int().positive() }));

function listsOf(organisation: string, base: string): readonly ListSource[] {
  const own = `orgs/${organisation}`;
  const list = (name: string, more: Partial<ListSource> = {}): ListSource => ({
    folder: `${own}/${name}`,
    request: `${base}/${own}/${name}?per_page=100`,
    ...more,
  });
  return [
    list('installations', { mayLack: 'installed apps' }),
    list('members'),
    {
      folder: `${own}/actions/permissions/workflow`,
      request: `${base}/${own}/actions/permissions/workflow`,
      mayLack: 'the default permissions of workflows',
    },
    list('credential-authorizations', { mayLack: 'authorised tokens and keys, which single sign-on has' }),
    list('personal-access-tokens', {
      mayLack: 'fine-grained tokens, which only a GitHub App may list',
      leadsTo: (page) =>
        (grants.safeParse(page).data ?? []).map(({ id }) => ({
          folder: `${own}/personal-access-tokens/${id}/repositories`,
          request: `${base}/${own}/personal-access-tokens/${id}/repositories?per_page=100`,
          mayLack: 'the repositories of a fine-grained token',
        })),
    }),
    list('personal-access-token-requests', { mayLack: 'requests for fine-grained tokens' }),
    list('repos', {
      leadsTo: (page) =>
        (repositories.safeParse(page).data ?? []).flatMap(({ full_name: name }) => [
          {
            folder: `repos/${name}/keys`,
            request: `${base}/repos/${name}/keys?per_page=100`,
            mayLack: 'deploy keys',
          },
          {
            folder: `repos/${name}/actions/permissions/workflow`,
            request: `${base}/repos/${name}/actions/permissions/workflow`,
            mayLack: 'the default permissions of workflows',
          },
        ]),
    }),
  ];
}

function organisationOf(name: string): string {
  if (/^[A-Za-z0-9][A-Za-z0-9-]{0,99}$/.test(name)) return name;
  throw new ScopelightError('usage.invalid', '`GITHUB_ORG` is no name of an organisation', {
    hint: 'give it as it stands in addresses: https://github.com/NAME',
  });
}

/** Times of a search are to the second. */
function iso(time: number): string {
  return new Date(time).toISOString().replace(/\.\d+/, '');
}
