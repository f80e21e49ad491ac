import { accounts, homeRegion } from '../aws/accounts.ts';
import { getObject, listObjects } from '../aws/operations/s3.ts';
import { agents, fromPlace } from '../aws/origin.ts';
import { allow, document, trustPrincipals, trustServices } from '../aws/policies.ts';
import { people } from '../organisation/people.ts';
import { places } from '../organisation/places.ts';
import type { Story } from '../world.ts';
import { ledgerBucket } from './buckets.ts';
import { machineSession } from './machine-session.ts';
import { ownerTags } from './owner-tags.ts';

/** Calls that two accounts record. */
export const crossAccountReader: Story = {
  id: 'cross-account-reader',
  title:
    'The data lake reads the ledger of another account; both accounts record the same call under a shared id',
  tell: (stage) => {
    const ledger = ledgerBucket(stage);
    const reader = stage.aws.estate.role(accounts.data, 'datalake-reader', {
      createdAt: Date.parse('2022-04-19T09:00:00Z'),
      trust: trustServices('glue.amazonaws.com'),
      inline: {
        read: document(
          allow(['s3:GetObject', 's3:ListBucket', 's3:GetBucketLocation', 'kms:Decrypt']),
          allow(['sts:AssumeRole', 'glue:*']),
        ),
      },
      tags: ownerTags(people.priyaAnand),
    });
    const exporter = stage.aws.estate.role(accounts.prod, 'ledger-export-reader', {
      createdAt: Date.parse('2022-04-19T09:30:00Z'),
      trust: trustPrincipals(reader.arn, { StringEquals: { 'sts:ExternalId': 'lake' } }),
      inline: {
        read: document(
          allow('s3:Get*', `${ledger.arn}/*`),
          allow('s3:ListBucket', ledger.arn),
          allow('kms:Decrypt'),
        ),
      },
      tags: ownerTags(people.inesMoreau),
    });
    stage.everyHour('reader', (turn) => {
      const machine = {
        role: reader,
        service: 'glue.amazonaws.com',
        sessionName: 'GlueJobRunnerSession',
        region: homeRegion,
        hoursPerKey: 6,
      };
      const caller = machineSession(stage, turn, machine);
      if (new Date(turn.hour).getUTCHours() % 6 !== 2) return;
      const origin = fromPlace(places.vpc, agents.boto, stage.random.split('origin'));
      const shell = turn.shell(caller, origin, { minute: 10 });
      for (let part = 0; part < 3; part += 1) {
        shell.run(getObject(ledger, `shared/part-${part}.csv`), { copyTo: accounts.prod });
      }
      const inProd = shell.assume(exporter, 'datalake');
      inProd.run(listObjects(ledger, 'postings/'));
      for (let part = 0; part < 4; part += 1) inProd.run(getObject(ledger, `postings/part-${part}.csv`));
    });
  },
};
