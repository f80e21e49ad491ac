import { splitArn } from './arn-pattern.ts';
import { type Caller, parseCaller } from './caller.ts';

/** One request to decide on. */
export interface PolicyRequest {
  /**
   * ARN of a user, role, session or account root; an account id; a service name; `*` for nobody.
   * Absent: some principal of the account that owns the resource.
   */
  readonly principal?: string | undefined;
  /** For a session: the ARN of the role or user behind it, with its path. */
  readonly issuer?: string | undefined;
  /** For example `s3:GetObject`, in any case. */
  readonly action: string;
  /** The ARN, or `*` for an action that takes none. */
  readonly resource: string;
  /** Whether the resource is some one of those that match `resource` as a policy’s pattern; which is not known. */
  readonly isResourcePattern?: boolean | undefined;
  /** The account that owns the resource, where the ARN does not say; else taken to be the caller's. */
  readonly resourceAccount?: string | undefined;
  /** Context keys, in any case; an empty list means that the request surely has no such key. */
  readonly context?: Readonly<Record<string, string | readonly string[]>> | undefined;
}

/**
 * What a context key that the request does not give stands for. `absent`: the request has no such key, as AWS
 * would read it. `unknown`: it may have it, with any value.
 */
export type MissingKeys = 'absent' | 'unknown';

/** A request made ready for matching. */
export class CallContext {
  readonly request: PolicyRequest;
  readonly caller: Caller;
  readonly missing: MissingKeys;
  /** In lower case. */
  readonly action: string;
  readonly resource: string;
  readonly resourceAccount: string | undefined;
  #open: Set<string> | undefined;
  #keys: ReadonlyMap<string, readonly string[]> | undefined;

  constructor(request: PolicyRequest, missing: MissingKeys, caller?: Caller) {
    this.request = request;
    this.missing = missing;
    this.caller = caller ?? parseCaller(request.principal, request.issuer);
    this.action = request.action.toLowerCase();
    const isBucketList = this.action === 's3:listallmybuckets' && request.resource === '*';
    this.resource = isBucketList ? allBuckets(this.caller) : request.resource;
    this.resourceAccount = request.resourceAccount ?? accountOf(request.resource);
  }

  /**
   * The values of a context key, which is in lower case. Empty: surely absent. Undefined: not given, and
   * {@link missing} says to leave it open.
   */
  values(key: string): readonly string[] | undefined {
    this.#keys ??= readKeys(this.request.context);
    const given = this.#keys.get(key) ?? derivedValues(key, this);
    return given ?? (this.missing === 'absent' ? [] : undefined);
  }

  /** Notes a key that was left open where it mattered. */
  leaveOpen(key: string): void {
    this.#open ??= new Set();
    this.#open.add(key);
  }

  /** The keys that were left open where they mattered, in lower case and in order. */
  openKeys(): readonly string[] {
    return [...(this.#open ?? [])].sort();
  }

  /** A key's value for use in a policy variable; a key with several values has none. */
  only(key: string): string | undefined {
    const values = this.values(key);
    return values?.length === 1 ? values[0] : undefined;
  }
}

/** Listing buckets takes no resource, and yet a policy that allows it on `arn:aws:s3:::*` does. */
function allBuckets(caller: Caller): string {
  const partition = splitArn(caller.id)?.[1] ?? 'aws';
  return `arn:${partition}:s3:::*`;
}

function accountOf(resource: string): string | undefined {
  const account = splitArn(resource)?.[4];
  return account === undefined || !/^\d{12}$/.test(account) ? undefined : account;
}

function readKeys(context: PolicyRequest['context']): ReadonlyMap<string, readonly string[]> {
  const keys = new Map<string, readonly string[]>();
  for (const [key, value] of Object.entries(context ?? {})) {
    keys.set(key.toLowerCase(), typeof value === 'string' ? [value] : value);
  }
  return keys;
}

const principalTypes: Readonly<Partial<Record<Caller['kind'], string>>> = {
  root: 'Account',
  user: 'User',
  role: 'AssumedRole',
  session: 'AssumedRole',
  'federated-user': 'FederatedUser',
  anonymous: 'Anonymous',
};

/** Keys that follow from the request itself. Empty where such a caller has no such key. */
function derivedValues(key: string, { caller, resourceAccount }: CallContext): readonly string[] | undefined {
  if (caller.kind === 'other') return undefined;
  switch (key) {
    case 'aws:principalarn':
      return listOf(caller.principalArn);
    case 'aws:principalaccount':
      return listOf(caller.account);
    case 'aws:principaltype':
      return listOf(principalTypes[caller.kind]);
    case 'aws:username':
      return caller.kind === 'user' ? listOf(caller.name) : [];
    case 'aws:principalisawsservice':
      return [String(caller.kind === 'service')];
    case 'aws:principalservicename':
      return caller.kind === 'service' ? [caller.id] : [];
    case 'aws:resourceaccount':
      return resourceAccount === undefined ? undefined : [resourceAccount];
    default:
      return undefined;
  }
}

function listOf(value: string | undefined): readonly string[] {
  return value === undefined ? [] : [value];
}
