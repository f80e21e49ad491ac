import { createServer, type IncomingMessage } from 'node:http';

/** An account of AWS as its APIs answer on the wire: JSON for CloudTrail, XML for IAM and STS. */
export interface FakeAccount {
  readonly endpoint: string;
  /** Operations in the order they were asked for. */
  readonly asked: string[];
  /** The objects of the bucket `trails`. */
  readonly objects: Map<string, Buffer>;
  /** What the next requests meet instead: an error’s name and status. */
  readonly failures: { readonly name: string; readonly status: number }[];
  close(): Promise<void>;
}

export const account = '111122223333';
const trail = `arn:aws:cloudtrail:eu-central-1:${account}:trail/main`;
const user = `arn:aws:iam::${account}:user/mira`;
const report = `user,arn,user_creation_time,password_enabled,access_key_1_active,access_key_1_last_rotated\nmira,${user},2024-01-01T00:00:00+00:00,false,true,2024-01-02T00:00:00+00:00\n`;

/** A record of CloudTrail, at a time. */
function recordAt(time: number, region: string): string {
  return JSON.stringify({
    eventVersion: '1.08',
    eventID: `${region}-${time}`,
    eventTime: new Date(time).toISOString().replace('.000', ''),
    eventSource: 'ec2.amazonaws.com',
    eventName: 'DescribeInstances',
    awsRegion: region,
    recipientAccountId: account,
    sourceIPAddress: '198.51.100.7',
    userAgent: 'aws-cli/2',
    userIdentity: {
      type: 'IAMUser',
      arn: user,
      accountId: account,
      userName: 'mira',
      accessKeyId: 'AKIA111122223333MIRA',
    },
  });
}

export async function openFakeAccount(times: readonly number[]): Promise<FakeAccount> {
  const asked: string[] = [];
  const failures: { readonly name: string; readonly status: number }[] = [];
  const objects = new Map<string, Buffer>();
  let reports = 0;
  let jobs = 0;

  function json(operation: string, body: Record<string, unknown>, region: string): object {
    if (operation === 'DescribeTrails')
      return {
        trailList: [{ Name: 'main', TrailARN: trail, HomeRegion: 'eu-central-1', IsMultiRegionTrail: true }],
      };
    if (operation === 'GetEventSelectors')
      return {
        TrailARN: trail,
        EventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: true, DataResources: [] }],
      };
    if (operation === 'GetTrailStatus') return { IsLogging: true };
    const [from, until] = [Number(body.StartTime) * 1000, Number(body.EndTime) * 1000];
    const found = times.filter((time) => time >= from && time <= until).sort((a, b) => b - a);
    const at = Number(body.NextToken ?? 0);
    return {
      Events: found.slice(at, at + 2).map((time) => ({ CloudTrailEvent: recordAt(time, region) })),
      ...(at + 2 < found.length && { NextToken: String(at + 2) }),
    };
  }

  function xml(operation: string, form: URLSearchParams): string {
    switch (operation) {
      case 'GetCallerIdentity':
        return `<Account>${account}</Account><Arn>${user}</Arn><UserId>AIDAMIRA</UserId>`;
      case 'GetAccountAuthorizationDetails':
        return form.get('Marker') === null
          ? `<UserDetailList><member><Path>/</Path><UserName>mira</UserName><UserId>AIDAMIRA</UserId><Arn>${user}</Arn><CreateDate>2024-01-01T00:00:00Z</CreateDate><UserPolicyList><member><PolicyName>p</PolicyName><PolicyDocument>${encodeURIComponent('{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"ec2:DescribeInstances","Resource":"*"}}')}</PolicyDocument></member></UserPolicyList></member></UserDetailList><IsTruncated>true</IsTruncated><Marker>m1</Marker>`
          : '<RoleDetailList></RoleDetailList><IsTruncated>false</IsTruncated>';
      case 'ListAccessKeys':
        return '<AccessKeyMetadata><member><UserName>mira</UserName><AccessKeyId>AKIA111122223333MIRA</AccessKeyId><Status>Active</Status><CreateDate>2024-01-02T00:00:00Z</CreateDate></member></AccessKeyMetadata><IsTruncated>false</IsTruncated>';
      case 'GetAccessKeyLastUsed':
        return '<UserName>mira</UserName><AccessKeyLastUsed><LastUsedDate>2026-01-01T00:00:00Z</LastUsedDate><ServiceName>ec2</ServiceName><Region>eu-central-1</Region></AccessKeyLastUsed>';
      case 'GenerateServiceLastAccessedDetails':
        jobs += 1;
        return `<JobId>job-${jobs}-0000-0000-0000-000000000000</JobId>`;
      case 'GetServiceLastAccessedDetails':
        jobs += 1;
        // Made at the second asking, and in two pages.
        if (jobs < 3) return '<JobStatus>IN_PROGRESS</JobStatus>';
        return form.get('Marker') === null
          ? `<JobStatus>COMPLETED</JobStatus><JobCompletionDate>2026-03-02T00:00:00Z</JobCompletionDate><ServicesLastAccessed><member><ServiceName>EC2</ServiceName><ServiceNamespace>ec2</ServiceNamespace><LastAuthenticated>2026-01-05T00:00:00Z</LastAuthenticated><LastAuthenticatedEntity>${user}</LastAuthenticatedEntity></member></ServicesLastAccessed><IsTruncated>true</IsTruncated><Marker>m2</Marker>`
          : '<JobStatus>COMPLETED</JobStatus><ServicesLastAccessed><member><ServiceName>S3</ServiceName><ServiceNamespace>s3</ServiceNamespace></member></ServicesLastAccessed><IsTruncated>false</IsTruncated>';
      case 'GenerateCredentialReport':
        reports += 1;
        return `<State>${reports < 2 ? 'STARTED' : 'COMPLETE'}</State>`;
      default:
        return `<Content>${Buffer.from(report).toString('base64')}</Content><ReportFormat>text/csv</ReportFormat><GeneratedTime>2026-03-02T00:00:00Z</GeneratedTime>`;
    }
  }

  /** A bucket gives two keys at once, in order, and folders instead of what lies below them where it is asked for these. */
  function listing(query: URLSearchParams): string {
    const of = (name: string): string => query.get(name) ?? '';
    const [prefix, after] = [of('prefix'), of('start-after') || of('continuation-token')];
    const keys = [...objects.keys()].sort().filter((key) => key.startsWith(prefix));
    const folders = keys.flatMap((key) => /^[^/]*\//.exec(key.slice(prefix.length))?.[0] ?? []);
    const all = of('delimiter') === '' ? keys : [...new Set(folders)].map((folder) => `${prefix}${folder}`);
    const rest = all.filter((key) => key > after);
    const shown = rest.slice(0, 2);
    const entries = shown.map((key) =>
      of('delimiter') === ''
        ? `<Contents><Key>${key}</Key><ETag>"e"</ETag></Contents>`
        : `<CommonPrefixes><Prefix>${key}</Prefix></CommonPrefixes>`,
    );
    const isTruncated = rest.length > shown.length;
    const token = isTruncated ? `<NextContinuationToken>${shown.at(-1)}</NextContinuationToken>` : '';
    return `<ListBucketResult>${entries.join('')}<IsTruncated>${isTruncated}</IsTruncated>${token}</ListBucketResult>`;
  }

  const server = createServer((request, response) => {
    void bodyOf(request).then((text) => {
      const url = new URL(request.url ?? '', 'http://x');
      if (url.pathname.startsWith('/trails')) {
        const key = decodeURIComponent(url.pathname.slice('/trails/'.length));
        asked.push(key === '' ? `list ${url.searchParams.get('prefix')}` : `get ${key}`);
        const object = key === '' ? Buffer.from(listing(url.searchParams)) : objects.get(key);
        response.writeHead(object === undefined ? 404 : 200, { 'content-type': 'application/xml' });
        response.end(object ?? '<Error><Code>NoSuchKey</Code></Error>');
        return;
      }
      const target = request.headers['x-amz-target'];
      const form = new URLSearchParams(text);
      const operation =
        typeof target === 'string' ? (target.split('.').at(-1) ?? '') : (form.get('Action') ?? '');
      asked.push(operation);
      const failure = failures.shift();
      if (failure !== undefined) {
        response.writeHead(failure.status, { 'x-amzn-errortype': failure.name });
        response.end(
          typeof target === 'string'
            ? JSON.stringify({ __type: failure.name })
            : `<ErrorResponse><Error><Code>${failure.name}</Code></Error></ErrorResponse>`,
        );
      } else if (typeof target === 'string') {
        const region = /\/([a-z0-9-]+)\/cloudtrail\//.exec(request.headers.authorization ?? '')?.[1] ?? '';
        response.setHeader('content-type', 'application/x-amz-json-1.1');
        response.end(JSON.stringify(json(operation, JSON.parse(text), region)));
      } else {
        response.setHeader('content-type', 'text/xml');
        response.end(
          `<${operation}Response><${operation}Result>${xml(operation, form)}</${operation}Result></${operation}Response>`,
        );
      }
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  return {
    endpoint: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    asked,
    objects,
    failures,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString();
}
