import { type Account, accounts, allAccounts, logBucket } from '../aws/accounts.ts';
import { operation } from '../aws/operation.ts';
import { describe, describeInstances } from '../aws/operations/ec2.ts';
import { iam } from '../aws/operations/iam.ts';
import { getObject, readBucket } from '../aws/operations/s3.ts';
import { assumeRole } from '../aws/operations/sts.ts';
import { fromPlace, fromService } from '../aws/origin.ts';
import { deniedShortly } from '../aws/outcomes.ts';
import { allow, document, trustServices } from '../aws/policies.ts';
import type { IamRole } from '../aws/principals.ts';
import { places } from '../organisation/places.ts';
import { HOUR, SECOND } from '../time.ts';
import type { Stage, Story } from '../world.ts';

/** The noise that AWS itself makes in every account, which says nothing about anybody's tokens. */
export const awsBackground: Story = {
  id: 'aws-background',
  title: 'AWS services deliver logs, record settings and rotate keys, whoever else is asleep',
  tell: (stage) => {
    for (const account of allAccounts) {
      recordSettings(stage, account);
      rotateKeys(stage, account);
    }
    deliverLogs(stage);
    strangers(stage);
  },
};

/** AWS Config takes its service-linked role every hour in every region, and looks around with it. */
function recordSettings(stage: Stage, account: Account): void {
  const service = 'config.amazonaws.com';
  const role = serviceLinkedRole(stage, account, 'AWSServiceRoleForConfig', service);
  for (const region of account.regions) {
    stage.everyHour(`config/${account.name}/${region}`, ({ hour, random, shell }) => {
      const options = { account, region };
      const keyId = stage.aws.estate.sessionKey(account, `config/${region}/${hour}`);
      const taking = assumeRole(role, 'AWSConfig-Describe', keyId, hour + 2 * HOUR, random);
      const waking = shell({ kind: 'service', service }, fromService(service), options).run(taking);
      if (!random.chance(0.1)) return;
      const caller = {
        kind: 'service-linked',
        role,
        sessionName: 'AWSConfig-Describe',
        service,
        startedAt: waking.at,
      } as const;
      shell(caller, fromService(service), { ...options, at: waking.at }).runAll([
        describe('SecurityGroups', 'securityGroupSet'),
        describeInstances(),
        iam('ListRoles'),
      ]);
    });
  }
}

function deliverLogs(stage: Stage): void {
  const bucket = stage.aws.estate.resources.bucket(accounts.security, logBucket);
  for (const service of ['cloudtrail.amazonaws.com', 'delivery.logs.amazonaws.com']) {
    stage.everyHour(`delivery/${service}`, ({ shell }) => {
      const caller = { kind: 'service', service } as const;
      shell(caller, fromService(service), { account: accounts.security }).run(
        readBucket('GetBucketAcl', bucket),
      );
    });
  }
}

function rotateKeys(stage: Stage, account: Account): void {
  const events = { kms: 'RotateKey', secretsmanager: 'RotationSucceeded', ec2: 'BidEvictedEvent' };
  for (const [service, name] of Object.entries(events)) {
    stage.everyHour(`service-event/${account.name}/${service}`, ({ random, shell }) => {
      if (!random.chance(0.01)) return;
      const caller = { kind: 'service-event', account, service: `${service}.amazonaws.com` } as const;
      const event = operation(service, name, [], null, {
        isReadOnly: false,
        eventType: 'AwsServiceEvent',
        additional: { serviceEventDetails: 'scheduled' },
      });
      shell(caller, fromService(`${service}.amazonaws.com`)).run(event);
    });
  }
}

/** The public price list is read by anybody; some try what else there is. */
function strangers(stage: Stage): void {
  const bucket = stage.aws.estate.resources.bucket(accounts.prod, 'meridian-public-tariffs', {
    isRecorded: true,
  });
  stage.everyHour('strangers', ({ random, shell }) => {
    const place = random.pick([places.germanHomes, places.americanHomes, places.anonymiser]);
    const origin = fromPlace(place, '[curl/8.5.0]', random);
    const visit = shell({ kind: 'anonymous' }, origin, {
      account: accounts.prod,
      pauseMs: [SECOND, 20 * SECOND],
    });
    for (let count = random.poisson(0.5 * stage.size.rate); count > 0; count -= 1) {
      const isCurious = place === places.anonymiser;
      const key = isCurious ? 'backup/ledger.sql.gz' : `tariffs/2026-${random.between(1, 9)}.csv`;
      visit.run(
        getObject(bucket, key),
        isCurious ? { answer: deniedShortly('AccessDenied', 'Access Denied') } : {},
      );
    }
  });
}

function serviceLinkedRole(stage: Stage, account: Account, name: string, service: string): IamRole {
  return stage.aws.estate.role(account, name, {
    path: `/aws-service-role/${service}/`,
    createdAt: Date.parse('2019-04-03T09:00:00Z'),
    trust: trustServices(service),
    inline: { ConfigServicePolicy: document(allow(['ec2:Describe*', 'iam:List*', 's3:GetBucket*'])) },
    description: 'Lets AWS Config read the settings of resources',
  });
}
