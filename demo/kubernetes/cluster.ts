import { type Account, accounts, homeRegion } from '../aws/accounts.ts';

/** The one cluster of the organisation, run by AWS. */
export const cluster = {
  name: 'meridian-prod',
  account: accounts.prod as Account,
  /** Who vouches for its service accounts. */
  issuer: `oidc.eks.${homeRegion}.amazonaws.com/id/7C1E0B5A94D24F3EA1B86F02D95C3E47`,
  createdAt: Date.parse('2023-02-06T09:20:00Z'),
} as const;

/** Neither log nor inventory names the cluster; this is what its part of the truth is filed under. */
export const clusterAccount = 'cluster';
