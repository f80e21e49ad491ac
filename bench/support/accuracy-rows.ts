import { z } from 'zod';
import type { PrincipalTruth, ProviderTruth, TokenTruth, Truth } from '../../demo/truth/truth.ts';
import type { DenialList } from '../../src/model/denials.ts';
import type { Finding } from '../../src/model/finding.ts';
import { listDenials } from '../../src/services/list-denials.ts';
import type { LoadedDemo } from './loaded-demo.ts';

/** One kind of conclusion, held against what the simulation knows of itself. */
export interface AccuracyRow {
  readonly name: string;
  /** What the truth calls so, by the ids that findings use. */
  readonly expected: (aws: ProviderTruth, truth: Truth) => readonly string[];
  /** What the product says; by default the subjects of the findings of the rule of that name. */
  readonly found?: (said: Said) => readonly string[] | Promise<readonly string[]>;
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
  { name: 'unused-token', expected: (aws) => labelled(aws.tokens, 'dormant').map(idOf) },
  {
    name: 'never-used',
    expected: (aws) =>
      labelled(aws.tokens, 'never-used')
        .filter(({ labels }) => !labels.includes('young-grant'))
        .map(idOf),
  },
  {
    name: 'unused-role',
    expected: (aws) =>
      aws.principals
        .filter((principal) => principal.kind === 'role' && isSilent(principal) && !isRare(principal.labels))
        // Roles that belong to a service of AWS are nobody’s to delete.
        .filter(({ id }) => !id.includes('/aws-service-role/'))
        .map(({ id }) => id),
  },
  {
    name: 'left in peace',
    expected: (aws) => rareSubjects(aws),
    found: ({ loaded, findings }) => {
      const accused = new Set(
        findings.filter(({ rule }) => retiring.has(rule)).map(({ subject }) => subject),
      );
      return rareSubjects(loaded.aws).filter((id) => !accused.has(id));
    },
  },
  { name: 'revoked-but-knocking', expected: (aws) => labelled(aws.tokens, 'zombie').map(idOf) },
  { name: 'admin-but-reads', expected: (aws) => labelled(aws.tokens, 'admin-only-reads').map(idOf) },
  {
    name: 'broad-grant',
    expected: (aws) => {
      const holders = new Set(aws.principals.filter(isNearlyUnlimited).map(({ id }) => id));
      return aws.tokens
        .filter(({ principal, labels }) => holders.has(principal) && !labels.includes('admin-only-reads'))
        .filter(({ uses }) => uses.some(({ allowed }) => allowed > 0))
        .map(idOf);
    },
  },
  {
    name: 'unexpected-place',
    expected: (aws) => labelled(aws.tokens, 'new-place').map(idOf),
  },
  {
    name: 'suspicious-episode',
    expected: (aws) =>
      aws.tokens.filter(({ labels }) => labels.some((label) => intruded.has(label))).map(idOf),
  },
  {
    name: 'privilege-escalation',
    expected: (aws) => principalsWith(aws, 'can-escalate'),
    found: ({ findings }) => spokenOf(findings, 'privilege-escalation'),
  },
  {
    name: 'toxic-combination',
    expected: (aws) => principalsWith(aws, 'toxic-half'),
    // Which half of what support staff may do was used is left to chance.
    found: ({ findings }) =>
      spokenOf(findings, 'toxic-combination').filter((id) => !id.includes('/aws-reserved/')),
  },
  {
    name: 'human-on-machine-token',
    expected: (aws) => labelled(aws.tokens, 'human-on-machine-key').map(idOf),
  },
  { name: 'shared-token', expected: (aws) => labelled(aws.tokens, 'shared').map(idOf) },
  { name: 'unexpected-agent', expected: (aws) => labelled(aws.tokens, 'new-agent').map(idOf) },
  { name: 'role-explosion', expected: () => [] },
  { name: 'sudden-volume', expected: (aws) => labelled(aws.tokens, 'sudden-volume').map(idOf) },
  {
    name: 'new-power',
    expected: (aws) =>
      [...labelled(aws.tokens, 'new-power'), ...labelled(aws.tokens, 'made-a-phantom')].map(idOf),
  },
  { name: 'phantom-principal', expected: (aws) => principalsWith(aws, 'phantom') },
  {
    name: 'roles-cloned',
    expected: (aws) => principalsWith(aws, 'cloned'),
    found: ({ findings }) => spokenOf(findings, 'roles-cloned'),
  },
  { name: 'leaver-token', expected: (aws) => labelled(aws.tokens, 'owner-left').map(idOf) },
  { name: 'logging-off', expected: (aws) => labelled(aws.tokens, 'logging-off').map(idOf) },
  { name: 'denial-burst', expected: (aws) => labelled(aws.tokens, 'denial-burst').map(idOf) },
  {
    name: 'token-flood',
    expected: (aws) => principalsWith(aws, 'token-flood'),
  },
  {
    name: 'never-rotated',
    expected: (aws, truth) =>
      aws.tokens
        .filter(({ kind, status, calls, createdAt }) => {
          const age = Date.parse(truth.window.to) - Date.parse(createdAt ?? truth.window.to);
          return kind === 'access-key' && status === 'active' && calls > 0 && age > 365 * dayMs;
        })
        .filter(({ labels }) => !labels.includes('dormant'))
        .map(idOf),
  },
  {
    name: 'no-owner',
    expected: (aws) =>
      aws.principals
        .filter(
          ({ kind, owner, team, calls }) => ['user', 'role'].includes(kind) && !owner && !team && calls > 0,
        )
        // Roles of the identity centre belong to whoever is assigned.
        .filter(({ id }) => !id.includes('/aws-reserved/'))
        .map(({ id }) => id),
  },
  {
    name: 'refused want',
    expected: (aws) =>
      aws.tokens.flatMap((token) =>
        token.uses.filter(({ denied }) => denied > 0).map(({ permission }) => `${idOf(token)} ${permission}`),
      ),
    found: async ({ loaded }) =>
      (await denialsOf(loaded)).denials
        .filter(({ token }) => token !== '')
        .map(({ token, permission }) => `${token} ${permission}`),
  },
  {
    name: 'suspicious episode',
    expected: (_aws, truth) => intrusionsOf(truth).map(({ principal }) => principal),
    found: async ({ loaded }) => (await denialsOf(loaded)).episodes.map(({ principal }) => principal),
  },
  {
    name: 'left out of policies',
    expected: (_aws, truth) =>
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

function labelled(tokens: readonly TokenTruth[], label: string): readonly TokenTruth[] {
  return tokens.filter(({ labels }) => labels.includes(label));
}

function principalsWith(aws: ProviderTruth, label: string): readonly string[] {
  return aws.principals.filter(({ labels }) => labels.includes(label)).map(({ id }) => id);
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

function rareSubjects(aws: ProviderTruth): readonly string[] {
  const principals = aws.principals.filter(({ labels }) => isRare(labels)).map(({ id }) => id);
  return [...principals, ...aws.tokens.filter(({ labels }) => isRare(labels)).map(idOf)];
}

function isNearlyUnlimited({ isUnlimited, holds, labels, kind }: PrincipalTruth): boolean {
  if (kind === 'root') return false;
  return (
    isUnlimited || labels.includes('not-action') || holds.some((role) => role.includes('PowerUserAccess'))
  );
}
