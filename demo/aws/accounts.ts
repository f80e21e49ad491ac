/** One account of the organisation, with the regions it works in. */
export interface Account {
  readonly id: string;
  readonly name: string;
  readonly regions: readonly string[];
}

/** Where most of the organisation's machines stand. */
export const homeRegion = 'eu-central-1';
/** Where calls to worldwide services are recorded. */
export const globalRegion = 'us-east-1';

/** Id of the AWS organisation, as it appears in the path of its trail. */
export const organisationId = 'o-7m3rfr81gh';

/** The accounts of the demo organisation; `security` manages it and keeps the logs. */
export const accounts = {
  prod: { id: '482913650174', name: 'meridian-prod', regions: [homeRegion, globalRegion] },
  data: { id: '613840297551', name: 'meridian-data', regions: [homeRegion, globalRegion] },
  dev: { id: '739205184663', name: 'meridian-dev', regions: [homeRegion, globalRegion] },
  security: { id: '271604938815', name: 'meridian-security', regions: [homeRegion, globalRegion] },
  sandbox: { id: '905417263308', name: 'meridian-sandbox', regions: ['eu-west-1', globalRegion] },
} as const satisfies Record<string, Account>;

/** All accounts, in a fixed order. */
export const allAccounts: readonly Account[] = Object.values(accounts);

/** Accounts of other companies that reach into this one. */
export const foreignAccounts = {
  observability: '464622532012',
  customsBroker: '338147592066',
} as const;

/** Bucket that the organisation's trail delivers into. */
export const logBucket = 'meridian-org-cloudtrail-271604938815';
