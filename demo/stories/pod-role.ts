import type { RoleSession } from '../aws/callers.ts';
import { uniqueId } from '../aws/identifiers.ts';
import { getObject, putObject } from '../aws/operations/s3.ts';
import { assumeRoleWithWebIdentity } from '../aws/operations/sts.ts';
import { agents as awsAgents, fromPlace } from '../aws/origin.ts';
import { allow, document, trustFederated } from '../aws/policies.ts';
import { agents } from '../kubernetes/agents.ts';
import { accountId } from '../kubernetes/callers.ts';
import { cluster } from '../kubernetes/cluster.ts';
import { on } from '../kubernetes/request.ts';
import { atPlace } from '../organisation/origin.ts';
import { people } from '../organisation/people.ts';
import { places } from '../organisation/places.ts';
import { HOUR } from '../time.ts';
import type { Story } from '../world.ts';
import { ownerTags } from './owner-tags.ts';

const { account: aws } = cluster;
const provider = `arn:aws:iam::${aws.id}:oidc-provider/${cluster.issuer}`;
const audience = 'sts.amazonaws.com';
const createdAt = Date.parse('2024-03-11T09:00:00Z');

/** A pod that is somebody in AWS too. */
export const podRole: Story = {
  id: 'pod-role',
  title: 'A pod takes a role of AWS with the token of its service account, and puts photographs away',
  tell: (stage) => {
    const subject = accountId({ namespace: 'logistics', name: 'yard-camera' });
    const bucket = stage.aws.estate.resources.bucket(aws, 'meridian-yard-photos', { isRecorded: true });
    const role = stage.aws.estate.role(aws, 'pod-yard-camera', {
      createdAt,
      trust: trustFederated(provider, 'sts:AssumeRoleWithWebIdentity', {
        StringEquals: { [`${cluster.issuer}:aud`]: audience, [`${cluster.issuer}:sub`]: subject },
      }),
      inline: {
        photos: document(allow(['s3:GetObject', 's3:PutObject', 's3:DeleteObject'], `${bucket.arn}/*`)),
      },
      tags: ownerTags(people.graceKim),
    });
    const account = stage.kubernetes.estate.worker('logistics', 'yard-camera', {
      createdAt,
      owner: people.graceKim,
      awsRole: role.arn,
      rules: [{ verbs: ['get', 'list', 'watch'], targets: ['configmaps'] }],
    });
    const inside = atPlace(places.vpc, agents.python, stage.random.split('inside'));
    const outside = fromPlace(places.frankfurtCloud, awsAgents.boto, stage.random.split('outside'));
    stage.everyHour('camera', ({ hour, random, shell, kubernetes }) => {
      if (new Date(hour).getUTCHours() % 3 !== 0) return;
      kubernetes({ kind: 'pod', account }, inside, { minute: 2 }).run(
        on('get', 'configmaps', 'logistics', 'yard-camera'),
      );
      const login = shell({ kind: 'web-identity', provider, audience, subject }, outside, {
        account: aws,
        minute: 3,
      });
      const startedAt = login.at;
      const keyId = uniqueId('ASIA', aws, random);
      const sessionName = `botocore-session-${Math.floor(startedAt / 1000)}`;
      const identity = { provider, audience, subject };
      login.run(assumeRoleWithWebIdentity(role, sessionName, keyId, startedAt + HOUR, identity, random));
      const session: RoleSession = {
        kind: 'role-session',
        role,
        sessionName,
        keyId,
        startedAt,
        federatedProvider: provider,
      };
      const photo = `gate-${random.between(1, 6)}/${random.hex(10)}.jpg`;
      shell(session, outside, { at: login.at }).run(putObject(bucket, photo)).run(getObject(bucket, photo));
    });
    stage.kubernetes.label(subject, 'takes-aws-role');
    stage.aws.label(role.arn, 'taken-by-pod');
    stage.aws.expect(role.arn, 's3:PutObject', 'used', 'it puts photographs away, eight times a day');
  },
};
