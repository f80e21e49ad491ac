import { z } from 'zod';
import type { PrincipalTruth, TokenTruth, Truth } from '../../demo/truth/truth.ts';
import type { DenialList } from '../../src/model/denials.ts';
import type { Finding } from '../../src/model/finding.ts';
import { listDenials } from '../../src/services/denials/list-denials.ts';
import type { LoadedDemo } from './loaded-demo.ts';

/** One kind of conclusion, held against what the simulation knows of itself. */
export interface AccuracyRow {
  readonly name: string;
  /** What the truth calls so, by the ids that findings use. */
  readonly expected: (all: Everybody) => readonly string[];
  /** What the product says; by default the subjects of the findings of the rule of that name. */
  readonly found?: (said: Said) => readonly string[] | Promise<readonly string[]>;
}

/** Everybody and everything in all systems. */
export interface Everybody {
  readonly principals: readonly PrincipalTruth[];
  readonly tokens: readonly TokenTruth[];
  readonly truth: Truth;
}

/** Puts the truth about all systems together. */
export function everybodyIn(truth: Truth): Everybody {
  const systems = Object.values(truth.providers);
  return {
    principals: systems.flatMap(({ principals }) => principals),
    tokens: systems.flatMap(({ tokens }) => tokens),
    truth,
  };
}

/** What the product was asked, and how to ask it more. */
export interface Said {
  readonly loaded: LoadedDemo;
  readonly findings: readonly Finding[];
}

const dayMs = 86_400_000;

/** Rules that say: take it out of use. */
const retiring = new Set(['unused-token', 'never-used', 'unused-role', 'rotated-not-revoked']);
const intruded = new Set(['new-country', 'poisoned']);
const rare = ['weekly', 'monthly', 'quarterly', 'yearly', 'silent-by-rhythm', 'log-hole', 'young-grant'];

/** Add a line to hold another kind of conclusion against the truth. */
export const accuracyRows: readonly AccuracyRow[] = [
  { name: 'unused-token', expected: ({ tokens }) => labelled(tokens, 'dormant').map(idOf) },
  {
    name: 'never-used',
    expected: ({ tokens }) =>
      labelled(tokens, 'never-used')
        .filter(({ labels }) => !labels.includes('young-grant'))
        .map(idOf),
  },
  {
    name: 'unused-role',
    expected: ({ principals }) =>
      principals
        .filter((principal) => principal.kind === 'role' && isSilent(principal) && !isRare(principal.labels))
        // Roles that belong to a service of AWS are nobody’s to delete.
        .filter(({ id }) => !id.includes('/aws-service-role/'))
        .map(({ id }) => id),
  },
  {
    name: 'left in peace',
    expected: rareSubjects,
    found: ({ loaded, findings }) => {
      const accused = new Set(
        findings.filter(({ rule }) => retiring.has(rule)).map(({ subject }) => subject),
      );
      return rareSubjects(everybodyIn(loaded.truth)).filter((id) => !accused.has(id));
    },
  },
  { name: 'revoked-but-knocking', expected: ({ tokens }) => labelled(tokens, 'zombie').map(idOf) },
  { name: 'admin-but-reads', expected: ({ tokens }) => labelled(tokens, 'admin-only-reads').map(idOf) },
  {
    name: 'broad-grant',
    expected: ({ principals, tokens }) => {
      const holders = new Set(principals.filter(isNearlyUnlimited).map(({ id }) => id));
      return tokens
        .filter(({ principal, labels }) => holders.has(principal) && !labels.includes('admin-only-reads'))
        .filter(({ uses }) => uses.some(({ allowed }) => allowed > 0))
        .map(idOf);
    },
  },
  {
    name: 'unexpected-place',
    expected: ({ tokens }) => labelled(tokens, 'new-place').map(idOf),
  },
  {
    name: 'suspicious-episode',
    expected: ({ tokens }) =>
      tokens.filter(({ labels }) => labels.some((label) => intruded.has(label))).map(idOf),
  },
  {
    name: 'privilege-escalation',
    expected: ({ principals, tokens }) => [
      ...new Set([
        // What nobody works with is told as idle, unless it is too young for that.
        ...principals
          .filter(({ labels }) => labels.includes('can-escalate'))
          .filter(({ calls, labels }) => calls > 0 || labels.includes('young-grant'))
          .map(({ id }) => id),
        ...labelled(tokens, 'can-escalate')
          .filter(({ calls }) => calls > 0)
          .map(({ principal }) => principal),
      ]),
    ],
    found: ({ findings }) => spokenOf(findings, 'privilege-escalation'),
  },
  {
    name: 'toxic-combination',
    expected: ({ principals }) => principalsWith(principals, 'toxic-half'),
    // Which half of what support staff may do was used is left to chance.
    found: ({ findings }) =>
      spokenOf(findings, 'toxic-combination').filter((id) => !id.includes('/aws-reserved/')),
  },
  {
    name: 'human-on-machine-token',
    expected: ({ tokens }) => labelled(tokens, 'human-on-machine-key').map(idOf),
  },
  { name: 'shared-token', expected: ({ tokens }) => labelled(tokens, 'shared').map(idOf) },
  { name: 'unexpected-agent', expected: ({ tokens }) => labelled(tokens, 'new-agent').map(idOf) },
  {
    name: 'role-explosion',
    expected: ({ principals }) => [
      ...new Set(
        principals.filter(({ labels }) => labels.includes('exploding')).map(({ account }) => account),
      ),
    ],
  },
  {
    name: 'role-unreviewed',
    expected: ({ principals }) => principalsWith(principals, 'unreviewed'),
    found: ({ findings }) => spokenOf(findings, 'role-unreviewed'),
  },
  {
    name: 'machine-on-persons-token',
    expected: ({ tokens }) => labelled(tokens, 'machine-on-persons-key').map(idOf),
  },
  { name: 'new-service', expected: ({ tokens }) => labelled(tokens, 'new-service').map(idOf) },
  {
    name: 'asked-not-called',
    expected: ({ tokens }) => [
      ...labelled(tokens, 'asked-not-called').map(idOf),
      // What one program asks of everybody is told once.
      ...new Set(labelled(tokens, 'asked-by-program').map(({ kind }) => kind)),
    ],
    found: ({ findings, loaded }) => {
      const byProgram = labelled(everybodyIn(loaded.truth).tokens, 'asked-by-program');
      const kinds = new Map(byProgram.map((token) => [idOf(token), token.kind]));
      return findings
        .filter(({ rule }) => rule === 'asked-not-called')
        .map(({ subject, evidence }) => {
          const [first = ''] = z.array(z.string()).parse(evidence.tokens);
          return kinds.get(first) ?? subject;
        });
    },
  },
  { name: 'sudden-volume', expected: ({ tokens }) => labelled(tokens, 'sudden-volume').map(idOf) },
  {
    name: 'new-power',
    expected: ({ tokens }) =>
      [...labelled(tokens, 'new-power'), ...labelled(tokens, 'made-a-phantom')].map(idOf),
  },
  { name: 'phantom-principal', expected: ({ principals }) => principalsWith(principals, 'phantom') },
  {
    name: 'roles-cloned',
    expected: ({ principals }) => principalsWith(principals, 'cloned'),
    found: ({ findings }) => spokenOf(findings, 'roles-cloned'),
  },
  { name: 'leaver-token', expected: ({ tokens }) => labelled(tokens, 'owner-left').map(idOf) },
  { name: 'logging-off', expected: ({ tokens }) => labelled(tokens, 'logging-off').map(idOf) },
  { name: 'denial-burst', expected: ({ tokens }) => labelled(tokens, 'denial-burst').map(idOf) },
  {
    name: 'token-flood',
    expected: ({ principals }) => principalsWith(principals, 'token-flood'),
  },
  {
    name: 'never-rotated',
    expected: ({ tokens, truth }) =>
      tokens.filter((token) => isEndless(token) && isInUse(token) && isOld(token, truth)).map(idOf),
  },
  {
    name: 'no-expiry',
    expected: ({ truth }) =>
      Object.values(truth.providers).flatMap(({ tokens }) => {
        const ending = new Set(
          tokens.flatMap(({ kind, expiresAt }) => (expiresAt === undefined ? [] : [kind])),
        );
        return (
          tokens
            .filter((token) => ending.has(token.kind) && isEndless(token))
            // What is to be given up or, for its age, to be made anew is told as that.
            .filter((token) => isInUse(token) || token.labels.includes('young-grant'))
            .filter((token) => !isOld(token, truth))
            .map(idOf)
        );
      }),
  },
  {
    name: 'no-owner',
    expected: ({ principals, tokens }) =>
      principals
        .filter(({ kind }) => ['user', 'role', 'app', 'service account'].includes(kind))
        // A machine that is registered as a person of its own does not answer for itself.
        .filter(({ owner, team }) => (!owner || isMachineName(owner)) && !team)
        .filter(({ id, calls }) => calls > 0 || labelled(tokens, 'reads-unseen').some(isOf(id)))
        // A person answers for himself, and another system for the identities that it vouches for.
        .filter(({ id, name }) => !isPersonName(name) && !id.startsWith('arn:aws:sts:'))
        // What the namespaces of the cluster itself hold comes with it.
        .filter(({ id }) => !id.startsWith('system:serviceaccount:kube-'))
        // Roles of the identity centre belong to whoever is assigned.
        .filter(({ id }) => !id.includes('/aws-reserved/'))
        .map(({ id }) => id),
  },
  {
    name: 'refused want',
    expected: ({ tokens }) =>
      tokens.flatMap((token) =>
        token.uses.filter(({ denied }) => denied > 0).map(({ permission }) => `${idOf(token)} ${permission}`),
      ),
    found: async ({ loaded }) =>
      (await denialsOf(loaded)).denials
        .filter(({ token }) => token !== '')
        .map(({ token, permission }) => `${token} ${permission}`),
  },
  {
    name: 'suspicious episode',
    expected: ({ truth }) => intrusionsOf(truth).map(({ principal }) => principal),
    found: async ({ loaded }) => (await denialsOf(loaded)).episodes.map(({ principal }) => principal),
  },
  {
    name: 'left out of policies',
    expected: ({ truth }) =>
      intrusionsOf(truth).flatMap(({ principal, permissions }) =>
        permissions.map((permission) => `${principal} ${permission}`),
      ),
    found: async ({ loaded }) =>
      (await denialsOf(loaded)).episodes.flatMap(({ principal, permissions }) =>
        permissions
          .filter(({ isOnlyHere }) => isOnlyHere)
          .map(({ permission }) => `${principal} ${permission}`),
      ),
  },
];

const asked = new WeakMap<LoadedDemo, Promise<DenialList>>();

function denialsOf(loaded: LoadedDemo): Promise<DenialList> {
  const list = asked.get(loaded) ?? listDenials(loaded.ctx);
  asked.set(loaded, list);
  return list;
}

function intrusionsOf({ stories }: Truth) {
  return stories.flatMap(({ intrusions }) => intrusions);
}

function isEndless({ kind, status, expiresAt }: TokenTruth): boolean {
  return kind !== 'session' && status === 'active' && expiresAt === undefined;
}

function isInUse({ calls, labels }: TokenTruth): boolean {
  // What no log can show the use of is no less in use.
  return (calls > 0 || labels.includes('reads-unseen')) && !labels.includes('dormant');
}

function isOld({ createdAt }: TokenTruth, { window }: Truth): boolean {
  return createdAt !== undefined && Date.parse(window.to) - Date.parse(createdAt) > 365 * dayMs;
}

function labelled(tokens: readonly TokenTruth[], label: string): readonly TokenTruth[] {
  return tokens.filter(({ labels }) => labels.includes(label));
}

function principalsWith(principals: readonly PrincipalTruth[], label: string): readonly string[] {
  return principals.filter(({ labels }) => labels.includes(label)).map(({ id }) => id);
}

/** The organisation calls machines so, whichever system they are registered in. */
function isMachineName(name: string): boolean {
  return name.startsWith('svc-');
}

function isPersonName(name: string): boolean {
  return name.includes('@') && !isMachineName(name);
}

function isOf(principal: string): (token: TokenTruth) => boolean {
  return (token) => token.principal === principal;
}

/** The principals that findings of a rule are about, also where they are told together. */
function spokenOf(findings: readonly Finding[], rule: string): readonly string[] {
  const told = z.object({ principals: z.array(z.string()) });
  return findings
    .filter((finding) => finding.rule === rule)
    .flatMap(({ evidence }) => told.parse(evidence).principals);
}

/** The truth names a session by its principal; the product’s sessions go by the principal’s id. */
function idOf({ id }: { readonly id: string }): string {
  return id.replace(/^session:/, '');
}

/** It neither called, nor did anything that left no record. */
function isSilent({ calls, unrecorded, lost }: PrincipalTruth): boolean {
  return calls === 0 && unrecorded.length === 0 && lost.length === 0;
}

function isRare(labels: readonly string[]): boolean {
  return labels.some((label) => rare.includes(label));
}

function rareSubjects({ principals, tokens }: Everybody): readonly string[] {
  const rarely = principals.filter(({ labels }) => isRare(labels)).map(({ id }) => id);
  return [...rarely, ...tokens.filter(({ labels }) => isRare(labels)).map(idOf)];
}

function isNearlyUnlimited({ isUnlimited, holds, labels, kind }: PrincipalTruth): boolean {
  if (kind === 'root') return false;
  return (
    isUnlimited ||
    labels.includes('not-action') ||
    // Everything, for whoever signed in with a second factor.
    holds.some((role) => role.includes('PowerUserAccess') || role === 'mfa-only')
  );
}
