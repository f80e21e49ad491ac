import { describe, expect, it } from 'vitest';
import type { PolicyProposal } from '../../../../model/policy-proposal.ts';
import { awsProposals } from './index.ts';
import { type ProposeCase, proposeTopics } from './propose-cases.test-support.ts';

for (const { topic, cases } of proposeTopics()) {
  describe(topic, () => {
    it.each(cases)('$name', (example) => {
      const proposal = awsProposals.write(example.needs, example.holder, example.options);
      if (example.statements !== undefined) {
        expect(proposal.documents.flatMap(({ document }) => unnamed(document))).toEqual(example.statements);
      }
      expect(proposal.size.fits).toBe(example.fits);
      expect(proposal.unwritten.map(({ permission }) => permission)).toEqual(example.unwritten);
      expect(proposal.leaves).toEqual(example.leaves);
      expectNotes(proposal, example);
    });

    it.each(cases)('allows what is needed: $name', (example) => {
      const { documents, unwritten } = awsProposals.write(example.needs, example.holder, example.options);
      const decider = awsProposals.compile(
        documents.map(({ document }) => document),
        example.holder.principalId,
      );
      for (const { permission, resources } of example.needs) {
        if (unwritten.some((not) => not.permission === permission)) continue;
        const answers = resources.map(({ resource }) => decider.decide({ permission, resource }));
        if (resources.length > 0) expect(answers).not.toEqual(answers.map(() => 'denied'));
      }
    });
  });
}

function unnamed(document: Readonly<Record<string, unknown>>): readonly unknown[] {
  const { Statement }: { Statement: readonly Record<string, unknown>[] } = JSON.parse(
    JSON.stringify(document),
  );
  return Statement.map(({ Sid: _, ...rest }) => rest);
}

function expectNotes({ notes }: PolicyProposal, example: ProposeCase): void {
  expect([...new Set(notes.map(({ kind }) => kind))].sort()).toEqual(Object.keys(example.notes).sort());
  for (const [kind, wanted] of Object.entries(example.notes)) {
    const said = notes.filter((note) => note.kind === kind);
    const text = said.map((note) => [...note.permissions, note.text].join(' ')).join('\n');
    for (const part of wanted) expect(text).toContain(part);
  }
}
