import { ScopelightError } from '../../../model/error.ts';
import { refusalOf } from './failure.ts';
import type { Report } from './last-accessed.ts';

/** A page of events, each as CloudTrail wrote it. */
export interface EventPage {
  readonly events: readonly string[];
  readonly next: string | undefined;
}

/** As much of AWS’s SDK as is used: read-only requests. Answers are as the SDK gives them. */
export interface Sdk {
  account(): Promise<string>;
  lookUpEvents(region: string, from: Date, until: Date, token: string | undefined): Promise<EventPage>;
  describeTrails(region: string): Promise<object>;
  eventSelectors(region: string, trail: string): Promise<object>;
  trailStatus(region: string, trail: string): Promise<object>;
  authorizationDetails(marker: string | undefined): Promise<object>;
  accessKeys(user: string, marker: string | undefined): Promise<object>;
  keyLastUsed(key: string): Promise<object>;
  /** False while the report is still being made. */
  isReportMade(): Promise<boolean>;
  credentialReport(): Promise<{ readonly Content?: Uint8Array | undefined }>;
  /** Has a report made of what a principal last tried, action by action; gives its number. */
  startLastAccessed(arn: string): Promise<string>;
  lastAccessed(job: string, marker: string | undefined): Promise<Report>;
}

/** The SDK keeps to limits on requests by itself, and tries again. */
const patience = { retryMode: 'adaptive', maxAttempts: 10 } as const;

/**
 * Loads the parts of the SDK that are used.
 * @throws {ScopelightError} `usage.invalid` when they are not installed
 */
export async function loadSdk(region: string): Promise<Sdk> {
  // Which Node later versions of the SDK will want is no news for whoever fetches logs.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
  const [trail, iam, sts] = await Promise.all([
    import('@aws-sdk/client-cloudtrail'),
    import('@aws-sdk/client-iam'),
    import('@aws-sdk/client-sts'),
  ]).catch(notInstalled);
  const trailClients = new Map<string, InstanceType<typeof trail.CloudTrailClient>>();
  const trailsOf = (name: string): InstanceType<typeof trail.CloudTrailClient> => {
    const client = trailClients.get(name) ?? new trail.CloudTrailClient({ ...patience, region: name });
    trailClients.set(name, client);
    return client;
  };
  const iamClient = new iam.IAMClient({ ...patience, region });
  const marked = (marker: string | undefined) => (marker === undefined ? {} : { Marker: marker });

  return {
    async account() {
      try {
        const client = new sts.STSClient({ ...patience, region });
        return (await client.send(new sts.GetCallerIdentityCommand({}))).Account ?? 'unknown';
      } catch (error) {
        throw refusalOf(error, 'sts/get-caller-identity');
      }
    },
    async lookUpEvents(name, from, until, token) {
      const command = new trail.LookupEventsCommand({
        StartTime: from,
        EndTime: until,
        MaxResults: 50,
        ...(token !== undefined && { NextToken: token }),
      });
      const { Events = [], NextToken } = await trailsOf(name).send(command);
      return { events: Events.flatMap(({ CloudTrailEvent }) => CloudTrailEvent ?? []), next: NextToken };
    },
    describeTrails: (name) => trailsOf(name).send(new trail.DescribeTrailsCommand({})),
    eventSelectors: (name, arn) =>
      trailsOf(name).send(new trail.GetEventSelectorsCommand({ TrailName: arn })),
    trailStatus: (name, arn) => trailsOf(name).send(new trail.GetTrailStatusCommand({ Name: arn })),
    authorizationDetails: (marker) =>
      iamClient.send(new iam.GetAccountAuthorizationDetailsCommand({ MaxItems: 1000, ...marked(marker) })),
    accessKeys: (user, marker) =>
      iamClient.send(new iam.ListAccessKeysCommand({ UserName: user, ...marked(marker) })),
    keyLastUsed: (key) => iamClient.send(new iam.GetAccessKeyLastUsedCommand({ AccessKeyId: key })),
    isReportMade: async () =>
      (await iamClient.send(new iam.GenerateCredentialReportCommand({}))).State === 'COMPLETE',
    credentialReport: () => iamClient.send(new iam.GetCredentialReportCommand({})),
    startLastAccessed: async (arn) => {
      const command = new iam.GenerateServiceLastAccessedDetailsCommand({
        Arn: arn,
        Granularity: 'ACTION_LEVEL',
      });
      return (await iamClient.send(command)).JobId ?? '';
    },
    lastAccessed: (job, marker) =>
      iamClient.send(new iam.GetServiceLastAccessedDetailsCommand({ JobId: job, ...marked(marker) })),
  };
}

function notInstalled(cause: unknown): never {
  throw new ScopelightError('usage.invalid', 'the parts of AWS’s SDK that fetch are not installed', {
    cause,
    hint: 'install them: npm install @aws-sdk/client-cloudtrail @aws-sdk/client-iam @aws-sdk/client-sts',
  });
}
