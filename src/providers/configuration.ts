import type { LinkFrom } from '../model/inventory.ts';
import type { PermissionSet } from '../model/permission-set.ts';

/** Where something stands in the files of a configuration. */
export interface Place {
  readonly path: string;
  /** From 1. */
  readonly line: number;
}

/**
 * One thing that files declare: a resource of Terraform or CloudFormation, a manifest, or a document that is a file of its
 * own. What is known only once it is applied stands in it as text, `${aws_iam_role.ci.arn}`.
 */
export interface Declaration extends Place {
  readonly form: 'terraform' | 'cloudformation' | 'manifest' | 'document';
  /** `aws_iam_role`, `AWS::IAM::Role`, `rbac.authorization.k8s.io/v1/ClusterRole`; empty for documents. */
  readonly type: string;
  /** Its name within its scope, as other declarations refer to it: `aws_iam_role.ci`. */
  readonly address: string;
  /** Within which names are unique: a folder, a module, a template. */
  readonly scope: string;
  readonly body: unknown;
  /** The file as text, of documents. */
  readonly text?: string;
  /** The line on which a part of the body stands; of one that is not known, that of what is around it. */
  lineAt(path: readonly (string | number)[]): number;
}

/** What a statement of a configuration gives, takes or caps. */
export interface StatedPower extends Place {
  /** The bundle that it is part of, and the statement in it. */
  readonly role: string;
  readonly statement: string;
  readonly effect: 'allow' | 'deny' | 'limit';
  readonly permissions: PermissionSet;
  readonly resources: readonly string[];
  readonly isConditional: boolean;
  /** What must hold for it, where the language can be compared; else `isConditional` alone is known. */
  readonly conditions?: readonly StatedCondition[];
}

/** One test that must hold for a statement to count. */
export interface StatedCondition {
  /** Tests of one name and key are compared by their values. */
  readonly test: string;
  readonly key: string;
  readonly values: readonly string[];
  /** `any`: it holds for each of the values, so that more of them let it hold more often; `none`: the other way round. */
  readonly holdsFor: 'any' | 'none';
  /** As one would write it. */
  readonly text: string;
}

/** Whom a configuration lets become a holder. */
export interface StatedWayIn extends Place {
  readonly from: LinkFrom;
  readonly conditions: readonly string[];
}

/** What a configuration lets somebody do with a holder that is a thing: a bucket, a queue, a key. */
export interface StatedAccess extends Place {
  /** The statement that says so. */
  readonly statement: string;
  readonly from: LinkFrom;
  /** `anyone`: nobody is named, and no condition says who. `own`: only who is of the same account. */
  readonly reach: 'anyone' | 'others' | 'own';
  readonly permissions: PermissionSet;
  readonly resources: readonly string[];
  readonly conditions: readonly StatedCondition[];
}

/** A request that an API answers, and what a caller has to show for it. */
export interface StatedOperation extends Place {
  /** `DELETE /orders/{orderId}`. */
  readonly name: string;
  /** The same whatever its parameters are called. */
  readonly key: string;
  readonly level: 'read' | 'write';
  /** Any one of them is enough; none where the document does not say. */
  readonly ways: readonly StatedRequirement[];
}

/** What a caller shows, all of it; with no credential, nothing. */
export interface StatedRequirement {
  readonly credentials: readonly { readonly scheme: string; readonly scopes: readonly string[] }[];
}

/** A credential that a configuration makes. */
export interface StatedToken extends Place {
  readonly name: string;
  readonly hasExpiry: boolean;
}

/** Somebody, or a bundle for somebody, to whom a configuration gives power. */
export interface StatedHolder extends Place {
  /** The same in every state of the configuration. */
  readonly key: string;
  /** `role`, `user`, `policy`, `workflow`, … */
  readonly kind: string;
  readonly name: string;
  readonly powers: readonly StatedPower[];
  readonly waysIn: readonly StatedWayIn[];
  /** Who may do what with it, where it is a thing. */
  readonly accesses?: readonly StatedAccess[];
  /** Set where what anybody is let do with it counts for nothing. */
  readonly isClosed?: true;
  /** What it answers, where it is an API. */
  readonly operations?: readonly StatedOperation[];
  /** Set where it caps what others have and gives nothing itself: its `limit` is what it leaves, its `deny` what it takes. */
  readonly isGuard?: true;
  readonly tokens: readonly StatedToken[];
  /** Who answers for it, where it says so; undefined for kinds that name no owner. */
  readonly owner?: string | null;
}

export interface ConfigurationProblem extends Place {
  readonly reason: string;
}

/** Reads what declarations give to whom. */
export interface ConfigurationReader {
  read(declarations: readonly Declaration[]): {
    readonly holders: readonly StatedHolder[];
    readonly problems: readonly ConfigurationProblem[];
  };
}
