import { describe, expect, it } from 'vitest';
import type { PermissionSet } from '../../../model/permission-set.ts';
import {
  everything,
  judgeSample,
  management,
  sampleCoverage,
  sampleFleet,
  sampleSpan,
  setOf,
} from '../../gap.test-support.ts';
import { holderFacts } from '../../toxic/holder-facts.ts';
import { judgeHolder } from '../../toxic/judge-holder.ts';
import type { AccessChange } from '../acts/access-changes.ts';
import { factsOf } from '../facts.test-support.ts';
import { noActs } from '../logged-acts.ts';
import { roleUnreviewed } from './role-unreviewed.ts';

const iam = 'arn:aws:iam::111122223333:';
const day = 86_400;
const coverage = sampleCoverage(management);
const harmless = setOf('sqs:GetQueueUrl', 'ec2:DescribeInstances');

function change(role: string, given: Partial<AccessChange> = {}): AccessChange {
  return {
    provider: 'aws',
    account: '111122223333',
    change: 'attach-role',
    subjectKind: 'principal',
    subjectId: `${iam}role/${role}`,
    objectId: 'arn:aws:iam::aws:policy/x',
    maker: `${iam}user/ann`,
    makerToken: 'AKIAANN',
    agent: 'aws-cli',
    at: sampleSpan.from / 1000 + 10 * day,
    sample: 'e',
    ...given,
  };
}

/** Terraform changes another role of the account. */
const usual = change('other', { agent: 'terraform', maker: `${iam}user/terraform` });

function told(
  changes: readonly AccessChange[],
  given: { roles?: Readonly<Record<string, PermissionSet>>; reviews?: ReadonlyMap<string, number> } = {},
) {
  const roles = { deploy: harmless, other: setOf('s3:ListBucket'), ...given.roles };
  const tokens = Object.entries(roles).map(([name, granted]) => {
    const principalId = `${iam}role/${name}`;
    return judgeSample({
      coverage,
      granted,
      token: { id: principalId, kind: 'session', principalId, principalKind: 'role' },
    });
  });
  const fleet = { ...sampleFleet({ coverage }), tokens };
  const facts = factsOf(fleet, {
    holders: holderFacts(tokens).map((holder) => judgeHolder(holder)),
    acts: { ...noActs, changes, born: changes.filter((one) => one.change === 'create-principal') },
    reviews: given.reviews ?? new Map(),
  });
  return [...roleUnreviewed.find(facts)];
}

const brief = (...args: Parameters<typeof told>): readonly string[] =>
  told(...args).map(({ severity, title }) => `${severity} ${title}`);

describe('a role that was changed past review', () => {
  it('is told, once for all that somebody changed', () => {
    expect(
      brief([usual, change('deploy'), change('deploy', { change: 'modify-trust', objectId: '' })]),
    ).toEqual(['medium ann made or changed 1 role without review, with aws-cli: deploy']);
    const [both] = told([usual, change('deploy'), change('x')], { roles: { x: harmless } });
    expect(both?.evidence).toMatchObject({ principals: [`${iam}role/deploy`, `${iam}role/x`] });
  });

  it('is grave when it may do nearly everything, or has a way to more', () => {
    expect(brief([usual, change('deploy')], { roles: { deploy: everything() } })[0]).toMatch(/^high/);
    expect(brief([usual, change('deploy')], { roles: { deploy: setOf('iam:PutRolePolicy') } })[0]).toMatch(
      /^high/,
    );
  });

  it('is told low where nobody changes roles as code', () => {
    expect(brief([change('deploy')])[0]).toMatch(/^low/);
  });

  it('names the role that a new one is a copy of', () => {
    const made = change('copy', { change: 'create-principal', objectId: '' });
    const [finding] = told([usual, made], { roles: { copy: harmless } });
    expect(finding?.evidence).toMatchObject({ roles: [{ clonedFrom: `${iam}role/deploy` }] });
  });

  it.each<[string, readonly AccessChange[], ReadonlyMap<string, number>?]>([
    ['it was changed as code', [change('deploy', { agent: 'terraform' })]],
    [
      'a program changes roles again and again',
      [1, 5, 9].map((days) => change('deploy', { agent: 'boto3', at: sampleSpan.from / 1000 + days * day })),
    ],
    ['somebody reviewed it since', [change('deploy')], new Map([['deploy', sampleSpan.to]])],
    ['somebody was given a role, and no role was changed', [change('x', { subjectId: `${iam}user/bob` })]],
  ])('is not told when %s', (_name, changes, reviews) => {
    expect(brief([usual, ...changes], { ...(reviews && { reviews }) })).toEqual([]);
  });

  it('is told when it was changed after the review', () => {
    const reviews = new Map([[`${iam}role/deploy`, sampleSpan.from]]);
    expect(brief([usual, change('deploy')], { reviews })).toHaveLength(1);
  });
});
