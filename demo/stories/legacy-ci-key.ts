import { accounts } from '../aws/accounts.ts';
import { awsManaged } from '../aws/managed-policies.ts';
import { operation } from '../aws/operation.ts';
import { listObjects, putObject } from '../aws/operations/s3.ts';
import { getCallerIdentity } from '../aws/operations/sts.ts';
import { agents, fromPlace } from '../aws/origin.ts';
import { agents as githubAgents } from '../github/agents.ts';
import { git } from '../github/operation.ts';
import { createStatus, listReleases } from '../github/operations.ts';
import { atPlace } from '../organisation/origin.ts';
import { places } from '../organisation/places.ts';
import { officeHours } from '../organisation/rhythm.ts';
import { MINUTE } from '../time.ts';
import type { Story } from '../world.ts';
import { createBot } from './bot.ts';

/** The build server of the time before short-lived sessions. */
export const legacyCiKey: Story = {
  id: 'legacy-ci-key',
  title:
    'An old build server still deploys the website with a five-year-old key, and a token that may delete every repository',
  tell: (stage) => {
    const bucket = stage.aws.estate.resources.bucket(accounts.prod, 'meridian-website');
    const { user, key, caller } = createBot(stage, 'jenkins-legacy', {
      account: accounts.prod,
      createdAt: '2021-01-11T10:00:00Z',
      tags: { team: 'platform' },
      attached: [awsManaged.powerUser, awsManaged.s3Full],
    });
    const origin = fromPlace(places.hamburgOffice, agents.oldCli, stage.random.split('origin'));
    const { estate } = stage.github;
    const website = estate.repository('website');
    const token = estate.token(estate.machine('meridian-jenkins'), 'jenkins', {
      kind: 'classic-pat',
      scopes: ['admin:org', 'admin:repo_hook', 'delete_repo', 'repo', 'workflow'],
      createdAt: Date.parse('2021-01-11T10:20:00Z'),
      isListed: true,
    });
    const server = atPlace(places.hamburgOffice, githubAgents.oldGit, stage.random.split('origin'));
    const pace = officeHours('Europe/Berlin');
    stage.everyHour('build', ({ hour, random, shell, github }) => {
      if (!random.chance(0.12 * pace(hour))) return;
      const build = shell(caller, origin).run(getCallerIdentity).run(listObjects(bucket));
      for (let file = 0; file < 8; file += 1) build.run(putObject(bucket, `assets/${random.hex(8)}.js`));
      const own = random.split('github');
      github({ kind: 'token', token }, server, { at: build.at - 2 * MINUTE, random: own })
        .run(git('fetch', website, 'http'))
        .run(listReleases(website))
        .run(createStatus(website, own), 201);
      build.run(
        operation('cloudfront', 'CreateInvalidation', 'cloudfront:CreateInvalidation', {
          distributionId: 'E2QWRUHAPOMQZL',
        }),
      );
      build.run(
        operation('cloudfront', 'GetInvalidation', 'cloudfront:GetInvalidation', {
          distributionId: 'E2QWRUHAPOMQZL',
        }),
      );
    });
    stage.aws.label(key.id, 'old-key', 'no-owner');
    stage.aws.expect(
      user.arn,
      's3:PutObject',
      'unknown',
      'it writes to a bucket whose objects are not recorded',
    );
    const id = String(token.id);
    stage.github.label(id, 'over-scoped', 'old-key', 'can-escalate', 'asked-not-called');
    stage.github.expect(id, 'statuses:write', 'used', 'it sets the status of what it built');
    stage.github.expect(id, 'members:write', 'unused', 'the scope gives it, and it never touched a member');
    stage.github.expect(
      id,
      'administration:write',
      'unused',
      'the scope gives it, and it never set anything up',
    );
  },
};
