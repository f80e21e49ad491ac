import type { PolicyProposal } from '../../../model/policy-proposal.ts';
import type { Remedy } from '../../provider.ts';
import { documentText } from '../policy/propose/document-text.ts';
import { limits } from '../policy/propose/limits.ts';
import { applyNotes, obstacleOf } from './apply-notes.ts';
import { attachedCount, documentOf, type HeldParts, heldParts, inlineSize } from './held-parts.ts';
import { HolderCommands, settle } from './holder-commands.ts';
import { identityOf } from './identity.ts';

/**
 * Gives the commands that put a proposal in the place of what it replaces. What is new is in force before anything is
 * taken away, both ways, so that the holder has at every moment what it needs.
 */
export const applyProposal: NonNullable<Remedy['apply']> = (proposal, holder) => {
  const identity = identityOf(holder.principalId);
  const obstacle = obstacleOf(identity, proposal, holder);
  if (obstacle !== undefined) return byHand(obstacle);
  const kind = identity.kind === 'user' ? 'user' : 'role';
  const commands = new HolderCommands(kind, identity.name, holder.principalId);
  const old = heldParts(holder, proposal);
  const plan = planOf(proposal, old, commands);
  const notes = applyNotes(proposal, old, kind, plan.renewed.length > 0);
  const attached = attachedCount(holder) + plan.bridges.length + plan.created.length;
  if (attached <= proposal.size.documentsMax) return { ...ended(inTurn(plan, commands)), notes };
  const inline = inlineSize(holder) + sizeOf(plan.created) + sizeOf(plan.renewed);
  if (plan.bridges.length === 0 && inline <= limits.inlineMax[kind]) {
    return { ...ended(throughInline(plan, commands)), notes };
  }
  return byHand(
    `for the time of the change ${attached} managed policies would be attached, and IAM takes ${proposal.size.documentsMax}: have the quota raised, or take away by hand what is not needed first`,
  );
};

interface Fresh {
  readonly name: string;
  readonly arn: string;
  readonly document: unknown;
}

interface Plan {
  readonly created: readonly Fresh[];
  /** Policies of an earlier proposal, with the document they have now. */
  readonly renewed: readonly (Fresh & { readonly before: unknown })[];
  /** Hold what is renewed as it was: what moves from one policy to another must not be missing meanwhile. */
  readonly bridges: readonly Fresh[];
  readonly gone: readonly { readonly take: string; readonly giveBack: string }[];
}

type Commands = Pick<ReturnType<typeof applyProposal>, 'apply' | 'rollback'>;

function planOf({ documents }: PolicyProposal, old: HeldParts, commands: HolderCommands): Plan {
  const fresh = documents.map(({ name, document }) => ({ name, document, arn: commands.policyArn(name) }));
  const renewed = fresh.flatMap((one) => {
    const held = old.managed.find(({ id }) => id === one.arn);
    return held === undefined ? [] : [{ ...one, before: documentOf(held) }];
  });
  const kept = new Set(renewed.map(({ arn }) => arn));
  const bridged = renewed.length > 1 ? renewed : [];
  return {
    created: fresh.filter(({ arn }) => !kept.has(arn)),
    renewed,
    bridges: bridged.map(({ name, before }) => {
      return { name: `${name}-before`, arn: commands.policyArn(`${name}-before`), document: before };
    }),
    gone: [
      ...old.managed
        .filter(({ id }) => !kept.has(id))
        .map(({ id }) => ({ take: commands.detach(id), giveBack: commands.attach(id) })),
      ...old.inline.map((one) => ({
        take: commands.deleteInline(one.name),
        giveBack: commands.putInline(one.name, documentOf(one)),
      })),
      ...old.groups.map((group) => ({
        take: commands.leaveGroup(group),
        giveBack: commands.joinGroup(group),
      })),
    ],
  };
}

/** New policies beside the old ones, and then the old ones away. */
function inTurn({ created, renewed, bridges, gone }: Plan, commands: HolderCommands): Commands {
  const make = makerOf(commands);
  const unmake = unmakerOf(commands);
  const take = gone.map((part) => part.take);
  const giveBack = gone.map((part) => part.giveBack);
  return {
    apply: [
      ...settled([...bridges, ...created].flatMap(make)),
      ...settled(renewed.map(({ arn, document }) => commands.renew(arn, document))),
      ...take,
      ...bridges.flatMap(unmake),
    ],
    rollback: [
      ...settled([...giveBack, ...bridges.flatMap(make)]),
      ...settled(renewed.map(({ arn, before }) => commands.renew(arn, before))),
      ...[...created, ...bridges].flatMap(unmake),
    ],
  };
}

/** Where there is no room for new and old policies: the new documents as inline ones for the time of the change. */
function throughInline({ created, renewed, gone }: Plan, commands: HolderCommands): Commands {
  const fresh = [...created, ...renewed];
  const bridge = fresh.map(({ name, document }) => commands.putInline(`${name}-meanwhile`, document));
  const unbridge = fresh.map(({ name }) => commands.deleteInline(`${name}-meanwhile`));
  return {
    apply: [
      ...settled(bridge),
      ...gone.map(({ take }) => take),
      ...settled([
        ...renewed.map(({ arn, document }) => commands.renew(arn, document)),
        ...created.flatMap(makerOf(commands)),
      ]),
      ...unbridge,
    ],
    rollback: [
      ...settled(bridge),
      ...created.flatMap(unmakerOf(commands)),
      ...settled([
        ...renewed.map(({ arn, before }) => commands.renew(arn, before)),
        ...gone.map(({ giveBack }) => giveBack),
      ]),
      ...unbridge,
    ],
  };
}

function makerOf(commands: HolderCommands): (fresh: Fresh) => readonly string[] {
  return ({ name, arn, document }) => [commands.create(name, document), commands.attach(arn)];
}

function unmakerOf(commands: HolderCommands): (fresh: Fresh) => readonly string[] {
  return ({ arn }) => [commands.detach(arn), commands.delete(arn)];
}

/** Waits after commands, where there are any. */
function settled(list: readonly string[]): readonly string[] {
  return list.length === 0 ? [] : [...list, settle];
}

/** Nothing waits for the last command. */
function ended({ apply, rollback }: Commands): Commands {
  const end = (list: readonly string[]) => (list.at(-1) === settle ? list.slice(0, -1) : list);
  return { apply: end(apply), rollback: end(rollback) };
}

function sizeOf(fresh: readonly Fresh[]): number {
  return fresh.reduce((sum, { document }) => sum + documentText(document).length, 0);
}

function byHand(note: string): ReturnType<typeof applyProposal> {
  return { apply: [], rollback: [], notes: [note] };
}
