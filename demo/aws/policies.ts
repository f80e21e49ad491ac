type OneOrMore = string | readonly string[];

/** Operator → condition key → values. */
export type Conditions = Readonly<Record<string, Readonly<Record<string, OneOrMore>>>>;

/** A statement of a policy document, as IAM writes it. */
export interface Statement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: '*' | Readonly<Record<string, OneOrMore>>;
  readonly Action?: OneOrMore;
  readonly NotAction?: OneOrMore;
  readonly Resource?: OneOrMore;
  readonly NotResource?: OneOrMore;
  readonly Condition?: Conditions;
}

export interface PolicyDocument {
  readonly Version: '2012-10-17';
  readonly Statement: readonly Statement[] | Statement;
}

/** Puts statements into a document. */
export function document(...statements: readonly Statement[]): PolicyDocument {
  return { Version: '2012-10-17', Statement: statements };
}

/** Allows actions on resources, all resources unless told. */
export function allow(actions: OneOrMore, resources: OneOrMore = '*', conditions?: Conditions): Statement {
  return {
    Effect: 'Allow',
    Action: actions,
    Resource: resources,
    ...(conditions && { Condition: conditions }),
  };
}

/** Denies actions on resources, all resources unless told. */
export function deny(actions: OneOrMore, resources: OneOrMore = '*', conditions?: Conditions): Statement {
  return { ...allow(actions, resources, conditions), Effect: 'Deny' };
}

/** Gives a statement a name. */
export function named(sid: string, statement: Statement): Statement {
  return { Sid: sid, ...statement };
}

/** Lets AWS services take a role. */
export function trustServices(...services: readonly string[]): PolicyDocument {
  return document({
    Effect: 'Allow',
    Principal: { Service: services.length === 1 ? (services[0] ?? '') : services },
    Action: 'sts:AssumeRole',
  });
}

/** Lets principals take a role, under conditions where given. */
export function trustPrincipals(principals: OneOrMore, conditions?: Conditions): PolicyDocument {
  return document({
    Effect: 'Allow',
    Principal: { AWS: principals },
    Action: 'sts:AssumeRole',
    ...(conditions && { Condition: conditions }),
  });
}

/** Lets identities of an outside provider take a role. */
export function trustFederated(
  provider: string,
  action: 'sts:AssumeRoleWithSAML' | 'sts:AssumeRoleWithWebIdentity',
  conditions: Conditions,
): PolicyDocument {
  return document({
    Effect: 'Allow',
    Principal: { Federated: provider },
    Action: action,
    Condition: conditions,
  });
}

/** Says whether a document lets its holder do everything everywhere. */
export function isUnlimited(policy: PolicyDocument): boolean {
  return [policy.Statement]
    .flat()
    .some(
      ({ Effect, Action, Resource, Condition }) =>
        Effect === 'Allow' && isStar(Action) && isStar(Resource) && Condition === undefined,
    );
}

function isStar(value: OneOrMore | undefined): boolean {
  return [value ?? []].flat().some((item) => item === '*' || item === '*:*');
}
