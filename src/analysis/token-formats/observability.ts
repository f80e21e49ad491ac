import type { TokenFormat, TokenReading } from '../../model/token-format.ts';
import { crc32HexLittleEndian } from '../identify/checksums.ts';
import { readPart } from '../identify/read-jwt.ts';

/** What services that watch others issue. */
export const observabilityFormats: readonly TokenFormat[] = [
  {
    id: 'grafana-service-account',
    issuer: 'Grafana',
    kind: 'service account token',
    pattern: /glsa_[A-Za-z0-9]{32}_[0-9a-f]{8}/,
    marks: ['glsa_'],
    certainty: 'certain',
    checksum: crc32HexLittleEndian,
    publicPart: 'nothing',
    revoke: { where: 'Administration → Users and access → Service accounts → its account → Delete token' },
    source: 'https://grafana.com/docs/grafana/latest/administration/service-accounts/',
  },
  {
    id: 'grafana-cloud-token',
    issuer: 'Grafana Cloud',
    kind: 'token of an access policy',
    pattern: /glc_eyJ[A-Za-z0-9+/]{40,600}={0,2}/,
    marks: ['glc_eyJ'],
    certainty: 'certain',
    read: readGrafanaCloud,
    publicPart: 'organisation, name, region',
    revoke: { where: 'Cloud portal → Security → Access policies → its token → Delete' },
    source:
      'https://grafana.com/docs/grafana-cloud/account-management/authentication-and-permissions/access-policies/',
  },
  {
    id: 'sentry-organisation-token',
    issuer: 'Sentry',
    kind: 'auth token of an organisation',
    pattern: /sntrys_eyJ[A-Za-z0-9+/]{20,600}={0,2}_[A-Za-z0-9+/]{43}/,
    marks: ['sntrys_eyJ'],
    certainty: 'certain',
    read: readSentry,
    publicPart: 'organisation, region, when it was made',
    revoke: { where: 'Settings → Developer settings → Organization tokens → Revoke' },
    source: 'https://docs.sentry.io/account/auth-tokens/',
  },
  {
    id: 'sentry-user-token',
    issuer: 'Sentry',
    kind: 'personal (sntryu) or integration (sntryi) token',
    pattern: /sntry[ui]_[0-9a-f]{64}/,
    marks: ['sntryu_', 'sntryi_'],
    certainty: 'certain',
    publicPart: 'nothing',
    revoke: { where: 'its user: User settings → Personal tokens; Settings → Custom integrations → Remove' },
    source: 'https://docs.sentry.io/account/auth-tokens/',
  },
  {
    id: 'new-relic-key',
    issuer: 'New Relic',
    kind: 'user key (NRAK), browser key (NRJS) or insert key (NRII)',
    pattern: /NRAK-[A-Z0-9]{27}|NRJS-[0-9a-f]{19}|NRII-[\w-]{32}/,
    marks: ['NRAK-', 'NRJS-', 'NRII-'],
    certainty: 'certain',
    publicPart: 'nothing',
    revoke: { where: 'Administration → API keys → its key → Delete' },
    source: 'https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/',
  },
  {
    id: 'new-relic-licence-key',
    issuer: 'New Relic',
    kind: 'licence key',
    pattern: /(?:eu01xx)?[0-9a-f]{26,36}(?:FFFF)?NRAL/,
    marks: ['NRAL'],
    certainty: 'certain',
    publicPart: 'nothing',
    revoke: { where: 'Administration → API keys → its key → Delete' },
    source: 'https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/',
  },
  {
    id: 'datadog-key',
    issuer: 'Datadog',
    kind: 'API key (32) or application key (40)',
    pattern: /[0-9a-f]{32}|[0-9a-f]{40}/,
    marks: [],
    certainty: 'possible',
    label: /datadog|\bdd[_-]?(?:api|app)/i,
    publicPart: 'nothing: the site lists another id',
    revoke: { where: 'Organization settings → API keys, or Application keys → Revoke' },
    source: 'https://docs.datadoghq.com/account_management/api-app-keys/',
  },
  {
    id: 'dynatrace-token',
    issuer: 'Dynatrace',
    kind: 'access token',
    pattern: /dt0[a-z]\d{2}\.[A-Z0-9]{24}\.[A-Z0-9]{64}/,
    marks: ['dt0'],
    certainty: 'certain',
    read: (value) => ({
      publicIds: [{ name: 'token id', value: value.slice(0, 31) }],
      secret: value.slice(32),
    }),
    publicPart: 'its id: prefix and public portion, up to the second dot',
    revoke: { where: 'Access tokens → its token → Disable, or Delete' },
    source:
      'https://docs.dynatrace.com/docs/discover-dynatrace/references/dynatrace-api/basics/dynatrace-api-authentication',
  },
  {
    id: 'sonar-token',
    issuer: 'SonarQube',
    kind: 'token of a user (squ), project (sqp) or for analysis (sqa)',
    pattern: /sq[upa]_[0-9a-f]{40}/,
    marks: ['squ_', 'sqp_', 'sqa_'],
    certainty: 'certain',
    publicPart: 'nothing',
    revoke: { where: 'its user: My Account → Security → Revoke' },
    source: 'https://docs.sonarsource.com/sonarqube-server/latest/user-guide/managing-tokens/',
  },
  {
    id: 'launchdarkly-key',
    issuer: 'LaunchDarkly',
    kind: 'API access token (api), SDK key (sdk) or mobile key (mob)',
    pattern: /(?:api|sdk|mob)-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/,
    marks: ['api-', 'sdk-', 'mob-'],
    certainty: 'likely',
    publicPart: 'nothing',
    revoke: { where: 'Account settings → Authorization → Delete; an environment’s keys: Reset' },
    source: 'https://launchdarkly.com/docs/api',
  },
];

function readGrafanaCloud(value: string): TokenReading | undefined {
  const content = readPart(value.slice('glc_'.length));
  if (content === undefined) return undefined;
  const { o, n, k } = content;
  return {
    ...(typeof o === 'string' && { account: o }),
    facts: typeof n === 'string' ? [{ name: 'name', value: n }] : [],
    secret: typeof k === 'string' ? `${k}\n${value.slice('glc_'.length)}` : value.slice('glc_'.length),
  };
}

function readSentry(value: string): TokenReading | undefined {
  const [, body = '', secret = ''] = value.split('_');
  const content = readPart(body);
  if (content === undefined) return undefined;
  const { iat, org, region_url } = content;
  return {
    ...(typeof org === 'string' && { account: org }),
    facts: typeof region_url === 'string' ? [{ name: 'region', value: region_url }] : [],
    ...(typeof iat === 'number' && iat > 0 && iat < 1e11 && { issuedAt: Math.floor(iat * 1000) }),
    secret,
  };
}
