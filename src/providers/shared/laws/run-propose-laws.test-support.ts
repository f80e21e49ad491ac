import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { PermissionNeed, PolicyHolder, ProposalLanguage } from '../../../model/policy-proposal.ts';
import { documentsOf, resultFor } from './run-propose-cases.test-support.ts';

/** What laws are held against. */
export interface ProposeWorld {
  readonly language: ProposalLanguage;
  readonly needLists: fc.Arbitrary<PermissionNeed[]>;
  readonly holders: fc.Arbitrary<PolicyHolder>;
  readonly numRuns: number;
}

/** A request that stands for a need which names no resource asks for this one. */
interface Anywhere {
  readonly anywhere?: string;
}

/** Law: whatever was allowed and is needed stays allowed, on each resource it is needed on. */
export function keepsWhatIsNeeded({
  language: { write, compile },
  needLists,
  holders,
  numRuns,
  anywhere = '',
}: ProposeWorld & Anywhere): void {
  it('takes nothing away that is needed', () => {
    fc.assert(
      fc.property(needLists, holders, (needs, holder) => {
        const before = compile(documentsOf(holder), holder.principalId);
        const now = compile(documentsOf(resultFor(holder, write(needs, holder))), holder.principalId);
        for (const { permission, resources } of needs)
          for (const { resource } of resources.length === 0 ? [{ resource: anywhere }] : resources) {
            const request = { permission, resource };
            if (before.decide(request) === 'allowed') expect(now.decide(request), permission).toBe('allowed');
          }
      }),
      { numRuns },
    );
  });
}

/** Law: nothing is given that the holder did not have, unless it was wished for. */
export function addsNothing({ language: { write, diff }, needLists, holders, numRuns }: ProposeWorld): void {
  it('gives nothing that neither the holder nor a need gives', () => {
    fc.assert(
      fc.property(needLists, holders, (needs, holder) => {
        fc.pre(needs.every(({ reason }) => reason !== 'wanted'));
        expect(diff(holder, write(needs, holder)).services.flatMap(({ added }) => added)).toEqual([]);
      }),
      { numRuns },
    );
  });
}

/** Law: the order of needs does not matter, and what was proposed once is proposed again. */
export function isStable({ language: { write }, needLists, holders, numRuns }: ProposeWorld): void {
  it('gives the same for any order of needs, and itself again for a holder of the result', () => {
    fc.assert(
      fc.property(needLists, holders, (needs, holder) => {
        const first = write(needs, holder);
        expect(write([...needs].reverse(), holder)).toEqual(first);
        const again = write(needs, resultFor(holder, first));
        expect(again.documents.map(({ document }) => document)).toEqual(
          first.documents.map(({ document }) => document),
        );
      }),
      { numRuns },
    );
  });
}

/** Law: each statement is for something, and tells apart what it is for and what it gives beyond, by known names. */
export function explainsStatements(
  { language: { write }, needLists, holders }: ProposeWorld,
  find: (name: string) => { readonly name: string } | undefined,
): void {
  it('says of every statement what it is for and what it gives beyond', () => {
    fc.assert(
      fc.property(needLists, holders, (needs, holder) => {
        for (const { permissions, adds } of write(needs, holder).statements) {
          expect(permissions.length).toBeGreaterThan(0);
          expect(permissions.filter((name) => adds.includes(name))).toEqual([]);
          for (const name of [...permissions, ...adds]) expect(find(name)?.name).toBe(name);
        }
      }),
    );
  });
}
