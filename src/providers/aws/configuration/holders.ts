import type {
  ConfigurationProblem,
  Declaration,
  StatedHolder,
  StatedPower,
  StatedWayIn,
} from '../../configuration.ts';
import { bundledPolicy } from '../inventory/bundled-policies.ts';
import { waysIn } from '../inventory/link-records.ts';
import { ownerHint } from '../inventory/owner-hint.ts';
import { parsePolicy } from '../policy/index.ts';
import { statedConditions } from './conditions.ts';
import type { Attachment, ConfigurationFacts, DeclaredHolder, PlacedDocument } from './facts.ts';
import { guardHolder, guardHolders, isGuardPath } from './guards.ts';
import { isResourcePolicy, resourceHolder, resourceHolders } from './resource-policies.ts';
import { problemsOf, statementsOf } from './statements.ts';

/** What a part of a configuration states. */
export interface Stated {
  readonly holders: readonly StatedHolder[];
  readonly problems: readonly ConfigurationProblem[];
}

/** Puts together who holds what: what stands in a holder, and what is attached to it from elsewhere. */
export function holdersOf(facts: ConfigurationFacts, scope: string): Stated {
  const problems: ConfigurationProblem[] = [];
  const byReference = new Map(facts.holders.flatMap((holder) => [[holder.reference, holder] as const]));
  const byName = new Map(facts.holders.map((holder) => [`${holder.kind} ${holder.name}`, holder]));
  const given = new Map<DeclaredHolder, Attachment[]>();
  const elsewhere = new Map<string, Attachment[]>();
  for (const attachment of facts.attachments) {
    const { holder, holderKind } = attachment;
    const declared = byReference.get(holder) ?? byName.get(`${holderKind} ${nameOf(holder)}`);
    if (declared) given.set(declared, [...(given.get(declared) ?? []), attachment]);
    else {
      const key = `${holderKind} ${nameOf(holder)}`;
      elsewhere.set(key, [...(elsewhere.get(key) ?? []), attachment]);
    }
  }
  const powersOf = (attachment: Attachment): readonly StatedPower[] =>
    'document' in attachment
      ? powersIn(attachment.document, 'allow', problems)
      : managedPowers(attachment.policy, attachment, facts, 'allow', problems);
  const declared = facts.holders.map((holder) => ({
    ...stateOf(holder, scope, problems),
    powers: [
      ...holder.inline.flatMap((document) => powersIn(document, 'allow', problems)),
      ...holder.managed.flatMap((policy) => managedPowers(policy, holder, facts, 'allow', problems)),
      ...(given.get(holder) ?? []).flatMap(powersOf),
      ...(holder.boundary === undefined
        ? []
        : managedPowers(holder.boundary, holder, facts, 'limit', problems)),
    ],
    tokens: facts.keys
      .filter(
        ({ user }) => holder.kind === 'user' && (user === holder.reference || nameOf(user) === holder.name),
      )
      .map(({ path, line, name }) => ({ path, line, name, hasExpiry: false })),
  }));
  const others = [...elsewhere].map(([key, attachments]): StatedHolder => {
    const [kind = '', name = ''] = key.split(' ');
    const [{ path, line } = { path: '', line: 1 }] = attachments;
    const powers = attachments.flatMap(powersOf);
    return { key: `${scope}\n${key}`, kind, name, path, line, powers, waysIn: [], tokens: [] };
  });
  return {
    holders: [
      ...declared,
      ...others,
      ...unheld(facts, scope, problems),
      ...resourceHolders(facts.resources, scope, problems),
      ...guardHolders(facts.guards, scope, problems),
    ],
    problems,
  };
}

/** A policy document that is a file of its own: who will hold it is not said. */
export function documentHolder(declaration: Declaration): Stated {
  const { path, line, body: document } = declaration;
  const problems: ConfigurationProblem[] = [];
  const placed: PlacedDocument = {
    name: path,
    document,
    path,
    line,
    lineOfStatement: (index) => declaration.lineAt(['Statement', index]),
  };
  const one = (holder: StatedHolder): Stated => ({ holders: [holder], problems });
  if (isResourcePolicy(document))
    return one(
      resourceHolder({ key: path, kind: 'resource policy', name: path, place: placed }, [placed], problems),
    );
  if (isGuardPath(path))
    return one(guardHolder({ key: path, name: path, targets: undefined }, placed, problems));
  const isTrust = parsePolicy(document).statements.some(({ principals }) => principals !== undefined);
  return one({
    key: path,
    kind: isTrust ? 'trust policy' : 'policy',
    name: path,
    path,
    line,
    powers: isTrust ? [] : powersIn(placed, 'allow', problems),
    waysIn: isTrust ? waysInOf(placed) : [],
    tokens: [],
  });
}

function stateOf(
  holder: DeclaredHolder,
  scope: string,
  problems: ConfigurationProblem[],
): Omit<StatedHolder, 'powers' | 'tokens'> {
  const { kind, reference, path, line, tags, trust } = holder;
  const name = holder.name ?? reference;
  if (trust) problemsOf(trust, problems);
  return {
    key: `${scope}\n${kind} ${name.includes('${') ? reference : name}`,
    kind,
    name,
    path,
    line,
    waysIn: trust ? waysInOf(trust) : [],
    // Groups and permission sets carry no owner: those who are in them do.
    ...((kind === 'role' || kind === 'user') && { owner: ownerHint(tags, name)?.name ?? null }),
  };
}

/** Managed policies that nothing in the configuration attaches: whoever is given them elsewhere has what they give. */
function unheld(
  { policies, attachments, holders }: ConfigurationFacts,
  scope: string,
  problems: ConfigurationProblem[],
): readonly StatedHolder[] {
  const held = new Set([
    ...attachments.flatMap((attachment) => ('policy' in attachment ? [attachment.policy] : [])),
    ...holders.flatMap(({ managed, boundary }) => [...managed, boundary ?? '']),
  ]);
  return [...policies].flatMap(([reference, document]) =>
    held.has(reference)
      ? []
      : [
          {
            key: `${scope}\npolicy ${reference}`,
            kind: 'policy',
            name: document.name,
            path: document.path,
            line: document.line,
            powers: powersIn(document, 'allow', problems),
            waysIn: [],
            tokens: [],
          },
        ],
  );
}

function managedPowers(
  policy: string,
  place: { readonly path: string; readonly line: number },
  { policies }: ConfigurationFacts,
  part: 'allow' | 'limit',
  problems: ConfigurationProblem[],
): readonly StatedPower[] {
  const declared = policies.get(policy);
  if (declared) return powersIn(declared, part, problems);
  const bundled = bundledPolicy(arnOf(policy));
  const { path, line } = place;
  if (bundled) {
    const name = nameOf(policy);
    const { document } = bundled;
    const placed = { name, document, path, line, lineOfStatement: () => line, isForeign: true as const };
    return powersIn(placed, part, problems);
  }
  problems.push({ path, line, reason: `what \`${policy}\` gives is not in these files` });
  return [];
}

/** Partition and path of managed policies are often put together from parts that files do not tell. */
function arnOf(policy: string): string {
  return policy.replace(/^arn:\$\{[^}]*\}:iam::aws:/, 'arn:aws:iam::aws:');
}

function powersIn(
  placed: PlacedDocument,
  part: 'allow' | 'limit',
  problems: ConfigurationProblem[],
): readonly StatedPower[] {
  const kind = part === 'limit' ? 'limit' : 'identity';
  return statementsOf(placed, kind, problems).map(({ row, statement, line }) => ({
    role: placed.name,
    statement: row.statement,
    effect: row.effect,
    permissions: row.permissions,
    resources: row.resources,
    isConditional: row.isConditional,
    conditions: statedConditions(statement),
    path: placed.path,
    line,
  }));
}

function waysInOf(placed: PlacedDocument): readonly StatedWayIn[] {
  return waysIn(placed.document, { arn: '', account: '' }).map(({ from, conditions, statement }) => ({
    from,
    conditions,
    path: placed.path,
    line: placed.lineOfStatement(statement),
  }));
}

/** `ci` of an ARN; names as they are. */
function nameOf(text: string): string {
  return text.startsWith('arn:') ? (text.split('/').at(-1) ?? text) : text;
}
