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
}

/** Whom a configuration lets become a holder. */
export interface StatedWayIn extends Place {
  readonly from: LinkFrom;
  readonly conditions: readonly string[];
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
