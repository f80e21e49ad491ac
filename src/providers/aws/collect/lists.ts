import { z } from 'zod';
import type { ListSource } from '../../collector.ts';

const users = z.object({ UserDetailList: z.array(z.object({ UserName: z.string() })).optional() });
const holders = z.object({
  UserDetailList: z.array(z.object({ Arn: z.string() })).optional(),
  RoleDetailList: z.array(z.object({ Arn: z.string() })).optional(),
});
const keys = z.object({ AccessKeyMetadata: z.array(z.object({ AccessKeyId: z.string() })) });
const trails = z.object({
  trailList: z.array(z.object({ TrailARN: z.string(), HomeRegion: z.string() })),
});

/**
 * The lists of one account, and those that their answers lead to. What each principal last tried is told by a report each, of which
 * every one takes a second or two to be made.
 */
export function accountLists(region: string, isLastUseAsked: boolean): readonly ListSource[] {
  return [
    {
      folder: 'authorization-details',
      request: 'iam/get-account-authorization-details',
      leadsTo: (page): readonly ListSource[] => [
        ...(isLastUseAsked ? lastUseOf(page) : []),
        ...(users.safeParse(page).data?.UserDetailList ?? []).map(({ UserName: user }) => ({
          folder: `access-keys/${user}`,
          request: addressOf('iam/list-access-keys', { user }),
          mayLack: 'access keys of a user',
          leadsTo: keysIn,
        })),
      ],
    },
    {
      folder: 'credential-report',
      request: 'iam/get-credential-report',
      mayLack: 'the credential report',
    },
    {
      folder: 'trails',
      request: addressOf('cloudtrail/describe-trails', { region }),
      mayLack: 'what is recorded',
      leadsTo: (page) =>
        (trails.safeParse(page).data?.trailList ?? []).flatMap(({ TrailARN: trail, HomeRegion: home }) => {
          const name = trail.replaceAll(/[:/]/g, '_');
          return [
            {
              folder: `selectors/${name}`,
              request: addressOf('cloudtrail/get-event-selectors', { region: home, trail }),
              mayLack: 'what a trail records',
            },
            {
              folder: `trail-status/${name}`,
              request: addressOf('cloudtrail/get-trail-status', { region: home, trail }),
              mayLack: 'whether a trail records',
            },
          ];
        }),
    },
  ];
}

function keysIn(page: unknown): readonly ListSource[] {
  return (keys.safeParse(page).data?.AccessKeyMetadata ?? []).map(({ AccessKeyId: key }) => ({
    folder: `last-used/${key}`,
    request: addressOf('iam/get-access-key-last-used', { key }),
    mayLack: 'the last use of an access key',
  }));
}

/** Roles of services act for these, and nobody can make them smaller. */
function lastUseOf(page: unknown): readonly ListSource[] {
  const { UserDetailList = [], RoleDetailList = [] } = holders.safeParse(page).data ?? {};
  return [...UserDetailList, ...RoleDetailList].flatMap(({ Arn: arn }) =>
    arn.includes(':role/aws-service-role/')
      ? []
      : [
          {
            folder: `last-accessed/${arn.replaceAll(/[:/]/g, '_')}`,
            request: addressOf('iam/get-service-last-accessed-details', { arn }),
            mayLack: 'what a principal last tried',
          },
        ],
  );
}

function addressOf(operation: string, parameters: Readonly<Record<string, string>>): string {
  return `${operation}?${new URLSearchParams(parameters)}`;
}
