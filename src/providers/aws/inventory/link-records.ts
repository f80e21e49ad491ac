import type { LinkFrom, LinkRecord } from '../../../model/inventory.ts';
import { type Condition, type PrincipalPattern, parsePolicy, type Statement } from '../policy/index.ts';
import { accountOf, isAccountId, parseArn } from './arn.ts';
import type { Identity } from './identities.ts';

/** Who may become a role, by its trust policy. What cannot be read of one is told where principals are read. */
export function linkRecords(
  identities: readonly Identity[],
  observedAt: (account: string) => number,
): readonly LinkRecord[] {
  return identities.flatMap(({ trustPolicy, account, arn }) =>
    waysIn(trustPolicy, { arn, account }).map(({ from, conditions }) => ({
      account,
      observedAt: observedAt(account),
      statedBy: arn,
      target: arn,
      from,
      conditions,
      document: 'trust policy',
    })),
  );
}

/** One way into a role: whom a statement of its trust policy lets in, and under which conditions. */
export interface WayIn {
  readonly from: LinkFrom;
  readonly conditions: readonly string[];
  /** Position of the statement. */
  readonly statement: number;
}

/** Reads whom a trust policy lets in. */
export function waysIn(
  trustPolicy: unknown,
  role: { readonly arn: string; readonly account: string },
): readonly WayIn[] {
  if (trustPolicy === undefined) return [];
  const { statements } = parsePolicy(trustPolicy);
  const denies = statements.filter(({ effect }) => effect === 'deny').length;
  return statements.flatMap((statement) => {
    if (statement.effect === 'deny' || !letsIn(statement)) return [];
    return fromsOf(statement, role).map((from) => ({
      from,
      conditions: [
        ...statement.conditions.filter((condition) => !isSubject(condition)).map(conditionText),
        ...(denies > 0 ? [`none of ${denies} deny statements applies`] : []),
      ],
      statement: statement.index,
    }));
  });
}

/** `sts:TagSession` and `sts:SetSourceIdentity` alone let nobody in. */
function letsIn({ actions }: Statement): boolean {
  if (actions.kind === 'except') return true;
  return actions.patterns.some((pattern) => /^(?:\*|sts:\*|sts:a.*)$/i.test(pattern));
}

function fromsOf(
  statement: Statement,
  { arn, account }: { readonly arn: string; readonly account: string },
): readonly LinkFrom[] {
  const { principals } = statement;
  if (principals === undefined) return [];
  if (principals.kind === 'except') return [{ kind: 'anyone' }];
  return principals.patterns.flatMap((pattern) => fromOf(pattern, statement, account)).filter(isOther(arn));
}

/** A role that trusts itself leads nowhere new. */
function isOther(arn: string): (from: LinkFrom) => boolean {
  return (from) => from.kind !== 'principal' || from.id !== arn;
}

/** Whom a principal of a statement stands for; nobody for what no identity can be named by. */
export function fromOf(
  pattern: PrincipalPattern,
  statement: Statement,
  account: string,
): readonly LinkFrom[] {
  switch (pattern.kind) {
    case 'all':
      return [{ kind: 'anyone' }];
    case 'canonical':
      return [];
    case 'service':
      return [{ kind: 'service', id: pattern.value }];
    case 'federated':
      return [
        { kind: 'subject', issuer: issuerOf(pattern.value), subjects: subjectsOf(statement.conditions) },
      ];
    case 'aws': {
      const permission = 'sts:AssumeRole';
      if (isAccountId(pattern.value)) return [{ kind: 'account', id: pattern.value, permission }];
      const owner = accountOf(pattern.value);
      if (owner !== undefined && parseArn(pattern.value)?.resource === 'root')
        return [{ kind: 'account', id: owner, permission }];
      const id = roleOfSession(pattern.value);
      // Within one account the role’s own word is enough; across accounts the caller’s must allow it too.
      return [{ kind: 'principal', id, ...(owner === account ? {} : { permission }) }];
    }
  }
}

/** `token.actions.githubusercontent.com` of an OIDC provider’s ARN; other federations go by their ARN or host as written. */
function issuerOf(federated: string): string {
  const [, issuer] = /:oidc-provider\/(.+)$/.exec(federated) ?? [];
  return issuer ?? federated;
}

function roleOfSession(arn: string): string {
  const match = /^arn:([a-z-]+):sts::(\d{12}):assumed-role\/([^/]+)\//.exec(arn);
  return match === null ? arn : `arn:${match[1]}:iam::${match[2]}:role/${match[3]}`;
}

/** The patterns of subjects that may come in; `*` where no condition speaks of them. */
function subjectsOf(conditions: readonly Condition[]): readonly string[] {
  return conditions.find(isSubject)?.values ?? ['*'];
}

function isSubject({ key, name }: Condition): boolean {
  return key.toLowerCase().endsWith(':sub') && /^(?:ForAnyValue:)?String(?:Equals|Like)$/i.test(name);
}

/** A condition as one would write it, of long ones the beginning. */
export function conditionText({ name, key, values }: Condition): string {
  const shown = values.slice(0, valuesMax).join(', ');
  return `${name} ${key}: ${values.length > valuesMax ? `${shown}, …` : shown}`.slice(0, textMax);
}

const valuesMax = 5;
const textMax = 400;
