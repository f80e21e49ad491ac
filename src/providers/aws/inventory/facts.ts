import type { ReportRow } from './credential-report-text.ts';
import type { Origin } from './document.ts';

/** A fact as one document states it; several documents may state it again, or in part. */
interface Fact {
  readonly origin: Origin;
}

/** A policy that stands inside its holder. */
export interface InlinePolicy {
  readonly name: string;
  readonly document: unknown;
}

/** How much of an identity a kind of export tells: names only, its own fields, or its policies as well. */
export const detail = { listed: 0, described: 1, full: 2 } as const;
export type Detail = (typeof detail)[keyof typeof detail];

/** A user, role or group. */
export interface IdentityFact extends Fact {
  readonly kind: 'user' | 'role' | 'group';
  readonly detail: Detail;
  readonly arn: string;
  readonly name: string;
  readonly createdAt: number | undefined;
  readonly lastUsedAt: number | undefined;
  /** Whether AWS says of a role that nobody took it in the 400 days it looks back. */
  readonly isNeverUsed: boolean;
  readonly passwordLastUsedAt: number | undefined;
  readonly tags: Readonly<Record<string, string>> | undefined;
  readonly trustPolicy: unknown;
  readonly instanceProfileArns: readonly string[];
  readonly boundaryArn: string | undefined;
  readonly groupNames: readonly string[];
  readonly managedArns: readonly string[];
  readonly inlinePolicies: readonly InlinePolicy[];
  /** Whether a part that could give or limit access could not be read. */
  readonly isDamaged: boolean;
}

/** A managed policy, with or without its document. */
export interface PolicyFact extends Fact {
  readonly arn: string;
  readonly name: string;
  readonly createdAt: number | undefined;
  readonly changedAt: number | undefined;
  readonly document: unknown;
}

/** A policy document whose policy only its label names. */
export interface DocumentFact extends Fact {
  readonly document: unknown;
  readonly createdAt: number | undefined;
}

/** An access key or another credential that IAM keeps for a user. */
export interface CredentialFact extends Fact {
  readonly id: string;
  readonly kind: string;
  readonly userName: string;
  readonly status: string | undefined;
  readonly createdAt: number | undefined;
  readonly expiresAt: number | undefined;
  readonly lastUsedAt: number | undefined;
  /** Whether its last use is told, and there was none. */
  readonly isNeverUsed: boolean;
}

/** The last use of an access key; the answer itself does not say which. */
export interface KeyUseFact extends Fact {
  readonly userName: string | undefined;
  readonly keyId: string | undefined;
  readonly lastUsedAt: number | undefined;
}

export interface LoginProfileFact extends Fact {
  readonly userName: string;
  readonly createdAt: number | undefined;
}

export interface ReportRowFact extends Fact {
  readonly arn: string;
  readonly row: ReportRow;
}

/** One service or action of a service-last-accessed report. */
export interface LastAccessFact extends Fact {
  readonly service: string;
  readonly permission: string | undefined;
  readonly entity: string | undefined;
  readonly triedAt: number | undefined;
}

/** A policy of an organisation: its summary, its content, or both. */
export interface OrganisationPolicyFact extends Fact {
  readonly id: string;
  readonly arn: string | undefined;
  readonly name: string | undefined;
  readonly type: string;
  readonly document: unknown;
}

export interface OrganisationNodeFact extends Fact {
  readonly kind: 'root' | 'unit' | 'account';
  readonly id: string;
  readonly name: string;
  /** Account that manages the organisation. */
  readonly managementAccount: string | undefined;
  /** For a root: whether it applies service control policies; absent when not said. */
  readonly hasControlPolicies: boolean | undefined;
}

export interface ParentFact extends Fact {
  readonly childId: string;
  readonly parentId: string;
}

/** That a policy is attached to a node. */
export interface AttachmentFact extends Fact {
  readonly policyId: string;
  readonly targetId: string;
}

/** That the control policies of one node, the targets of one policy, or all control policies are listed in full. */
export interface CompleteListFact extends Fact {
  readonly of: 'target' | 'policy' | 'organisation';
  readonly id: string;
}

/** As which role the pods of a service account come to AWS. */
export interface PodIdentityFact extends Fact {
  readonly roleArn: string;
  readonly namespace: string;
  readonly serviceAccount: string;
  readonly cluster: string | undefined;
}

export interface TrailFact extends Fact {
  readonly arn: string;
  readonly homeRegion: string | undefined;
  readonly isMultiRegion: boolean | undefined;
  readonly isOrganisation: boolean | undefined;
  readonly hasCustomSelectors: boolean | undefined;
}

/** What a selector of a trail lets through; see `trail-selectors.ts`. */
export interface Selector {
  /** `management`, or the resource type of data events, for example `AWS::S3::Object`. */
  readonly kind: string;
  readonly access: 'all' | 'read' | 'write';
  /** Patterns of the resources; empty means all. */
  readonly resources: readonly string[];
  /** Services whose calls are left out. */
  readonly exceptSources: readonly string[];
  /** Further conditions in words: calls they leave out are not recorded. */
  readonly limits: readonly string[];
}

export interface SelectorsFact extends Fact {
  readonly trailArn: string;
  readonly selectors: readonly Selector[];
}

export interface TrailStatusFact extends Fact {
  readonly isLogging: boolean;
}

/** Everything the documents of one inventory state, before it is joined. */
export class Facts {
  readonly identities: IdentityFact[] = [];
  readonly policies: PolicyFact[] = [];
  readonly documents: DocumentFact[] = [];
  readonly credentials: CredentialFact[] = [];
  readonly keyUses: KeyUseFact[] = [];
  readonly loginProfiles: LoginProfileFact[] = [];
  readonly reportRows: ReportRowFact[] = [];
  readonly lastAccess: LastAccessFact[] = [];
  readonly organisationPolicies: OrganisationPolicyFact[] = [];
  readonly organisationNodes: OrganisationNodeFact[] = [];
  readonly parents: ParentFact[] = [];
  readonly attachments: AttachmentFact[] = [];
  readonly completeLists: CompleteListFact[] = [];
  readonly podIdentities: PodIdentityFact[] = [];
  readonly trails: TrailFact[] = [];
  readonly selectors: SelectorsFact[] = [];
  readonly trailStatuses: TrailStatusFact[] = [];
}
