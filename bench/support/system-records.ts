import type { Random } from '../../demo/random.ts';

/** One record of a system’s log, as JSON of one line. */
export type MakeRecord = (random: Random, at: number) => string;

const people = Array.from({ length: 60 }, (_, index) => `person-${index}`);
const routes = [
  ['GET', '/repos/{owner}/{repo}/contents/{path}'],
  ['GET', '/repos/{owner}/{repo}/pulls'],
  ['POST', '/repos/{owner}/{repo}/statuses/{sha}'],
  ['GET', '/orgs/{org}/members'],
  ['GET', '/repos/{owner}/{repo}/actions/runs'],
  ['PUT', '/repos/{owner}/{repo}/contents/{path}'],
] as const;

/** An API request as GitHub streams it. */
export const githubRecord: MakeRecord = (random, at) => {
  const [method, route] = random.pick(routes);
  const person = random.below(people.length);
  const repository = random.below(301);
  return JSON.stringify({
    '@timestamp': at,
    _document_id: random.alphanumeric(22),
    action: 'api.request',
    actor: people[person],
    actor_id: 7000 + person,
    actor_ip: `198.51.100.${1 + random.below(250)}`,
    actor_is_bot: false,
    business: 'acme-group',
    business_id: 41,
    created_at: at,
    hashed_token: `${random.alphanumeric(2)}${'Qw8rT2'.repeat(7)}=`,
    operation_type: method === 'GET' ? 'access' : 'modify',
    org: 'acme',
    org_id: 4711,
    programmatic_access_type: 'Fine-grained personal access token',
    public_repo: false,
    rate_limit_remaining: '4821',
    repo: `acme/service-${repository}`,
    repo_id: 90_000 + repository,
    request_body: '',
    request_id: `${random.alphanumeric(4)}:${random.alphanumeric(6)}:${random.alphanumeric(8)}`,
    request_method: method,
    route,
    status_code: random.below(41) === 0 ? 403 : 200,
    token_id: 98_000 + person,
    url_path: `/repos/acme/service-${repository}/contents/src/main.ts`,
    user_agent: 'octokit-core.js/5.0.1 Node.js/20.11.0 (linux; x64)',
  });
};

const events = [
  ['user.lifecycle.create', 'Create Okta user', 'User'],
  ['group.user_membership.add', 'Add user to group membership', 'UserGroup'],
  ['application.user_membership.add', 'Add user to application membership', 'AppInstance'],
  ['user.account.update_profile', 'Update user profile for Okta', 'User'],
  ['app.oauth2.as.token.grant.access_token', 'OAuth2 access token is granted', 'access_token'],
  ['policy.rule.update', 'Update rule in policy', 'PolicyRule'],
] as const;

/** An event of Okta’s System Log, as its API gives it. */
export const oktaRecord: MakeRecord = (random, at) => {
  const [eventType, displayMessage, type] = random.pick(events);
  const person = random.below(people.length);
  const login = `${people[person]}@acme.example`;
  const address = `203.0.113.${1 + random.below(250)}`;
  return JSON.stringify({
    actor: {
      id: `00u${String(person).padStart(17, '0')}`,
      type: 'User',
      alternateId: login,
      displayName: login,
      detailEntry: null,
    },
    client: {
      userAgent: { rawUserAgent: 'okta-sdk-java/15.0.0 java/17.0.9', os: 'Unknown', browser: 'UNKNOWN' },
      zone: 'null',
      device: 'Unknown',
      id: null,
      ipAddress: address,
      geographicalContext: {
        city: 'Frankfurt am Main',
        state: 'Hesse',
        country: 'Germany',
        postalCode: '60313',
        geolocation: { lat: 50.1188, lon: 8.6843 },
      },
    },
    device: null,
    authenticationContext: {
      authenticationProvider: null,
      credentialProvider: null,
      credentialType: null,
      issuer: null,
      interface: null,
      authenticationStep: 0,
      rootSessionId: `trs${random.alphanumeric(17)}`,
      externalSessionId: `trs${random.alphanumeric(17)}`,
    },
    displayMessage,
    eventType,
    outcome: { result: random.below(41) === 0 ? 'FAILURE' : 'SUCCESS', reason: null },
    published: new Date(at).toISOString(),
    securityContext: {
      asNumber: 16509,
      asOrg: 'amazon',
      isp: 'amazon',
      domain: 'amazonaws.com',
      isProxy: false,
    },
    severity: 'INFO',
    debugContext: {
      debugData: {
        requestId: random.alphanumeric(27),
        requestUri: '/api/v1/users',
        url: '/api/v1/users?limit=200',
      },
    },
    legacyEventType: null,
    transaction: {
      type: 'WEB',
      id: random.alphanumeric(27),
      detail: { requestApiTokenId: `00T${String(person).padStart(17, '0')}` },
    },
    uuid: random.uuid(),
    version: '0',
    request: {
      ipChain: [
        {
          ip: address,
          geographicalContext: { city: 'Frankfurt am Main', country: 'Germany' },
          version: 'V4',
          source: null,
        },
      ],
    },
    target: [
      {
        id: `00x${random.alphanumeric(17)}`,
        type,
        alternateId: `target-${random.below(501)}`,
        displayName: `Target ${random.below(501)}`,
        detailEntry: null,
      },
    ],
  });
};
