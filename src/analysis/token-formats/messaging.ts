import type { TokenFormat, TokenReading } from '../../model/token-format.ts';

const slack = {
  issuer: 'Slack',
  certainty: 'certain',
  source: 'https://docs.slack.dev/authentication/tokens/',
} as const;
const revokeSlack = {
  where: 'api.slack.com/apps → its app → OAuth & Permissions → Revoke tokens',
  commands: ['curl -X POST --header @HEADER_FILE https://slack.com/api/auth.revoke'],
  notes: ['HEADER_FILE holds `Authorization: Bearer …`, so that the token is on no command line'],
};

/** What chat, mail and telephone services issue. */
export const messagingFormats: readonly TokenFormat[] = [
  {
    ...slack,
    id: 'slack-bot-token',
    kind: 'bot token',
    pattern: /xoxb-\d{8,14}-(?:\d{8,14}-)?[A-Za-z0-9]{18,34}/,
    marks: ['xoxb-'],
    publicPart: 'nothing: `auth.test` tells workspace and bot',
    revoke: revokeSlack,
  },
  {
    ...slack,
    id: 'slack-user-token',
    kind: 'user token',
    pattern: /xoxp-\d{8,14}-\d{8,14}-\d{8,14}-[A-Za-z0-9]{28,34}/,
    marks: ['xoxp-'],
    publicPart: 'nothing: `auth.test` tells workspace and user',
    revoke: revokeSlack,
  },
  {
    ...slack,
    id: 'slack-app-token',
    kind: 'app-level token',
    pattern: /xapp-\d-A[A-Z0-9]{8,12}-\d{8,14}-[0-9a-f]{64}/,
    marks: ['xapp-'],
    read: (value) => ({
      facts: [{ name: 'app id', value: value.split('-')[2] ?? '' }],
      secret: value.slice(value.lastIndexOf('-') + 1),
    }),
    publicPart: 'id of the app',
    revoke: { where: 'api.slack.com/apps → its app → Basic Information → App-Level Tokens → Revoke' },
  },
  {
    ...slack,
    id: 'slack-rotated-token',
    kind: 'token that is rotated: configuration, access or refresh token',
    pattern: /xoxe(?:\.xox[bp])?-\d-[A-Za-z0-9]{100,220}/,
    marks: ['xoxe'],
    publicPart: 'nothing',
    revoke: revokeSlack,
  },
  {
    ...slack,
    id: 'slack-workspace-token',
    kind: 'workspace token (legacy): access (xoxa) or refresh (xoxr)',
    pattern: /xox[ar]-(?:\d-)?\d{8,14}-\d{8,14}-\d{8,14}-[0-9a-f]{18,64}/,
    marks: ['xoxa-', 'xoxr-'],
    publicPart: 'nothing: `auth.test` tells the workspace',
    revoke: revokeSlack,
  },
  {
    ...slack,
    id: 'slack-client-token',
    kind: 'token of a client session, or its cookie',
    pattern: /xoxc-\d{8,14}-\d{8,14}-\d{8,14}-[0-9a-f]{64}|xoxd-[A-Za-z0-9%+/=]{60,400}/,
    marks: ['xoxc-', 'xoxd-'],
    publicPart: 'nothing',
    revoke: { where: 'its user: sign out of all other sessions; an owner: Manage members → Sign out' },
  },
  {
    ...slack,
    id: 'slack-webhook',
    kind: 'incoming webhook',
    pattern: /https:\/\/hooks\.slack\.com\/services\/T[A-Z0-9]{8,12}\/B[A-Z0-9]{8,12}\/[A-Za-z0-9]{20,30}/,
    marks: ['https://hooks.slack.com/services/'],
    read: (value) => {
      const [workspace = '', webhook = '', secret = ''] = value.split('/').slice(-3);
      return { account: workspace, publicIds: [{ name: 'webhook id', value: webhook }], secret };
    },
    publicPart: 'ids of workspace and webhook',
    revoke: { where: 'api.slack.com/apps → its app → Incoming Webhooks → Remove' },
  },
  {
    id: 'discord-bot-token',
    issuer: 'Discord',
    kind: 'bot token',
    pattern: /[MNO][A-Za-z\d_-]{23,26}\.[\w-]{6}\.[\w-]{27,38}/,
    marks: ['.'],
    certainty: 'likely',
    read: readDiscordToken,
    publicPart: 'id of the bot',
    revoke: { where: 'discord.com/developers/applications → its application → Bot → Reset Token' },
    source: 'https://discord.com/developers/docs/reference#authentication',
  },
  {
    id: 'discord-webhook',
    issuer: 'Discord',
    kind: 'webhook',
    pattern: /https:\/\/(?:\w{2,8}\.)?discord(?:app)?\.com\/api\/webhooks\/\d{17,20}\/[\w-]{60,80}/,
    marks: ['/api/webhooks/'],
    certainty: 'certain',
    read: (value) => {
      const [id = '', secret = ''] = value.split('/').slice(-2);
      return { publicIds: [{ name: 'webhook id', value: id }], secret };
    },
    publicPart: 'id of the webhook',
    revoke: {
      where: 'server settings → Integrations → Webhooks → Delete',
      notes: ['whoever has the URL can delete the webhook: a DELETE request to it'],
    },
    source: 'https://discord.com/developers/docs/resources/webhook',
  },
  {
    id: 'telegram-bot-token',
    issuer: 'Telegram',
    kind: 'bot token',
    pattern: /\d{8,10}:AA[\w-]{33}/,
    marks: [':AA'],
    certainty: 'certain',
    read: (value) => {
      const [id = '', secret = ''] = value.split(':');
      return { publicIds: [{ name: 'bot id', value: id }], secret };
    },
    publicPart: 'id of the bot',
    revoke: { where: '@BotFather → /revoke' },
    source: 'https://core.telegram.org/bots/api#authorizing-your-bot',
  },
  {
    id: 'twilio-api-key-sid',
    issuer: 'Twilio',
    kind: 'API key SID',
    pattern: /SK[0-9a-f]{32}/,
    marks: ['SK'],
    certainty: 'likely',
    isPublic: true,
    publicPart: 'all of it',
    revoke: {
      where: 'Console → Account → API keys & tokens → its key → Delete',
      commands: ['twilio api:core:keys:remove --sid KEY_SID'],
    },
    source: 'https://www.twilio.com/docs/iam/api-keys',
  },
  {
    id: 'twilio-account-sid',
    issuer: 'Twilio',
    kind: 'account SID',
    pattern: /AC[0-9a-f]{32}/,
    marks: ['AC'],
    certainty: 'likely',
    isPublic: true,
    publicPart: 'all of it',
    revoke: { where: 'nothing to revoke: it names an account and opens nothing' },
    source: 'https://www.twilio.com/docs/glossary/what-is-a-sid',
  },
  {
    id: 'sendgrid-api-key',
    issuer: 'SendGrid',
    kind: 'API key',
    pattern: /SG\.[\w-]{22}\.[\w-]{43}/,
    marks: ['SG.'],
    certainty: 'certain',
    read: (value) => {
      const [, id = '', secret = ''] = value.split('.');
      return { publicIds: [{ name: 'API key id', value: id }], secret };
    },
    publicPart: 'id of the key: what stands between the dots',
    revoke: {
      where: 'Settings → API Keys → Delete',
      commands: ['curl -X DELETE --header @HEADER_FILE https://api.sendgrid.com/v3/api_keys/KEY_ID'],
    },
    source: 'https://www.twilio.com/docs/sendgrid/api-reference/api-keys',
  },
  {
    id: 'mailgun-api-key',
    issuer: 'Mailgun',
    kind: 'API key',
    pattern: /key-[0-9a-f]{32}|[0-9a-f]{32}-[0-9a-f]{8}-[0-9a-f]{8}/,
    marks: [],
    certainty: 'likely',
    publicPart: 'nothing',
    revoke: { where: 'Account settings → API security → its key → Delete' },
    source: 'https://documentation.mailgun.com/docs/mailgun/user-manual/api-key-mgmt/rbac-mgmt',
  },
  {
    id: 'mailchimp-api-key',
    issuer: 'Mailchimp',
    kind: 'API key',
    pattern: /[0-9a-f]{32}-us\d{1,2}/,
    marks: ['-us'],
    certainty: 'likely',
    read: (value) => ({
      facts: [{ name: 'data center', value: value.slice(33) }],
      secret: value.slice(0, 32),
    }),
    publicPart: 'data center of the account',
    revoke: { where: 'Profile → Extras → API keys → Revoke' },
    source: 'https://mailchimp.com/help/about-api-keys/',
  },
];

/** The first part is the bot’s id in base64. */
function readDiscordToken(value: string): TokenReading | undefined {
  const [head = '', ...rest] = value.split('.');
  const id = Buffer.from(head, 'base64url').toString('latin1');
  if (!/^\d{17,20}$/.test(id)) return undefined;
  return { publicIds: [{ name: 'bot id', value: id }], secret: rest.join('\n') };
}
