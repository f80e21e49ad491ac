import type { JsonObject } from '../../json.ts';
import { type Account, accounts, homeRegion, logBucket } from '../accounts.ts';
import type { Estate } from '../estate.ts';
import { fullyRecordedKinds } from '../operation.ts';

const organisationTrail = 'meridian-org-trail';
const accountTrail = 'prod-changes';

/** Gives the CloudTrail documents of an account by file name: its trails and what they record. */
export function trailDocuments(estate: Estate, account: Account): Readonly<Record<string, JsonObject>> {
  const files: Record<string, JsonObject> = {
    'describe-trails.json': {
      trailList: [
        trail(account, organisationTrail),
        ...(account === accounts.prod ? [trail(account, accountTrail)] : []),
      ],
    },
    [`get-event-selectors/${organisationTrail}.json`]: organisationSelectors(estate),
  };
  if (account === accounts.prod) files[`get-event-selectors/${accountTrail}.json`] = changeSelectors();
  return files;
}

function trail(account: Account, name: string): JsonObject {
  const isOrganisation = name === organisationTrail;
  return {
    Name: name,
    S3BucketName: logBucket,
    IncludeGlobalServiceEvents: true,
    IsMultiRegionTrail: true,
    HomeRegion: homeRegion,
    TrailARN: trailArn(isOrganisation ? accounts.security : account, name),
    LogFileValidationEnabled: isOrganisation,
    HasCustomEventSelectors: true,
    HasInsightSelectors: isOrganisation,
    IsOrganizationTrail: isOrganisation,
  };
}

/** Management calls everywhere; calls on objects and functions only where named. */
function organisationSelectors(estate: Estate): JsonObject {
  return {
    TrailARN: trailArn(accounts.security, organisationTrail),
    AdvancedEventSelectors: [
      { Name: 'Management events', FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] },
      ...fullyRecordedKinds.map((kind) => ({
        Name: `All of ${kind}`,
        FieldSelectors: [
          { Field: 'eventCategory', Equals: ['Data'] },
          { Field: 'resources.type', Equals: [kind] },
        ],
      })),
      {
        Name: 'Objects of watched buckets',
        FieldSelectors: [
          { Field: 'eventCategory', Equals: ['Data'] },
          { Field: 'resources.type', Equals: ['AWS::S3::Object'] },
          { Field: 'resources.ARN', StartsWith: estate.resources.recordedBuckets() },
        ],
      },
      {
        Name: 'Watched functions',
        FieldSelectors: [
          { Field: 'eventCategory', Equals: ['Data'] },
          { Field: 'resources.type', Equals: ['AWS::Lambda::Function'] },
          { Field: 'resources.ARN', Equals: estate.resources.recordedFunctions() },
        ],
      },
    ],
  };
}

function changeSelectors(): JsonObject {
  return {
    TrailARN: trailArn(accounts.prod, accountTrail),
    EventSelectors: [
      {
        ReadWriteType: 'WriteOnly',
        IncludeManagementEvents: true,
        DataResources: [],
        ExcludeManagementEventSources: [],
      },
    ],
  };
}

function trailArn(account: Account, name: string): string {
  return `arn:aws:cloudtrail:${homeRegion}:${account.id}:trail/${name}`;
}
