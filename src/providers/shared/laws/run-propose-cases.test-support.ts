import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  needReasons,
  type PermissionNeed,
  type PolicyHolder,
  type PolicyProposal,
  type ProposalLanguage,
} from '../../../model/policy-proposal.ts';

const topicSchema = z.strictObject({
  topic: z.string(),
  source: z.array(z.url()),
  cases: z.array(
    z.strictObject({
      name: z.string(),
      needs: z.array(
        z.strictObject({
          permission: z.string(),
          reason: z.enum(needReasons),
          on: z.array(z.string()).default([]),
          /** On how many days each was used. */
          days: z.int().optional(),
        }),
      ),
      holder: z.strictObject({
        principalId: z.string().default('user/mira'),
        principalKind: z.string().default('user'),
        tokenKind: z.string().optional(),
        held: z.array(z.strictObject({ kind: z.string(), document: z.unknown() })),
      }),
      document: z.unknown(),
      unwritten: z.array(z.string()).default([]),
      leaves: z.array(z.string()).default([]),
      notes: z.array(z.string()).default([]),
    }),
  ),
});

/** Holds what a provider proposes to its cases. */
export function runProposeCases(provider: string, { write }: ProposalLanguage): void {
  const folder = new URL(`../../${provider}/cases/propose/`, import.meta.url);
  for (const file of readdirSync(folder)) {
    const { topic, cases } = topicSchema.parse(JSON.parse(readFileSync(new URL(file, folder), 'utf8')));
    describe(topic, () => {
      it.each(cases)('$name', ({ needs, holder, document, unwritten, leaves, notes }) => {
        const proposal = write(needs.map(needOf), holderOf(holder));
        expect(proposal.documents[0]?.document ?? null).toEqual(document);
        expect(proposal.unwritten.map(({ permission }) => permission)).toEqual(unwritten);
        expect(proposal.leaves).toEqual(leaves);
        expect(proposal.notes.map(({ kind }) => kind)).toEqual(expect.arrayContaining(notes));
      });
    });
  }
}

type CaseHolder = z.infer<typeof topicSchema>['cases'][number]['holder'];

/** A need as cases write it. */
export function needOf({
  permission,
  reason,
  on,
  days = 1,
}: {
  permission: string;
  reason: PermissionNeed['reason'];
  on: readonly string[];
  days?: number | undefined;
}): PermissionNeed {
  return { permission, reason, resources: on.map((resource) => ({ resource, group: resource, days })) };
}

/** A holder as cases write it. */
export function holderOf({ held, ...holder }: CaseHolder): PolicyHolder {
  return {
    account: 'umbra',
    ...holder,
    held: held.map(({ kind, document }, index) => ({
      id: `held-${index}`,
      kind,
      name: `held ${index}`,
      document: JSON.stringify(document),
      path: [],
    })),
  };
}

/** The holder, once a proposal has taken the place of what it stands in for. */
export function resultFor(holder: PolicyHolder, proposal: PolicyProposal): PolicyHolder {
  const [kind = ''] = holder.held.map((one) => one.kind);
  const fresh = proposal.documents.map(({ name, document }) => ({
    id: name,
    kind,
    name,
    document: JSON.stringify(document),
    path: [],
  }));
  const staying = holder.held.filter(({ id }) => proposal.leaves.includes(id));
  return { ...holder, held: [...fresh, ...staying] };
}

/** What a holder holds now. */
export function documentsOf(holder: PolicyHolder): readonly string[] {
  return holder.held.map(({ document }) => document);
}
