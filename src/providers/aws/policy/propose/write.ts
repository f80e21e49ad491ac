import type {
  PermissionNeed,
  PolicyHolder,
  PolicyProposal,
  ProposedStatement,
  WriteOptions,
} from '../../../../model/policy-proposal.ts';
import { identityOf } from '../../remedy/identity.ts';
import { documentText } from './document-text.ts';
import { draftsOf, unique } from './draft.ts';
import { readHeld } from './held.ts';
import { groupOf, keptDenies, noteHoldings, sortHoldings } from './holdings.ts';
import { limits } from './limits.ts';
import { type Narrowed, narrow, noteConditions } from './narrow.ts';
import { type NamedDraft, nativeDocument } from './native-statement.ts';
import { Notes } from './notes.ts';
import { pack } from './pack.ts';
import { isProposalName, proposalName } from './proposal-name.ts';
import { reduce } from './reduce.ts';
import { isEverywhere, patternsOf } from './selection.ts';

/** Resources of one shape that a permission names one by one, unless the caller says otherwise. */
const exactMaxDefault = 5;

/** Writes the smallest IAM documents that give all needs, within what the holder has now. */
export function write(
  needs: readonly PermissionNeed[],
  holder: PolicyHolder,
  options: WriteOptions = {},
): PolicyProposal {
  const notes = new Notes();
  const held = readHeld(holder.held);
  const holdings = sortHoldings(held, (name) => isProposalName(name, holder));
  noteHoldings(holdings, notes);
  const { gives, unwritten } =
    identityOf(holder.principalId).kind === 'root'
      ? nothingFor(needs)
      : narrow(needs, held, options.exactMax ?? exactMaxDefault, notes);
  const reduced = reduce(gives);
  noteConditions(reduced, notes);
  const drafts = [...keptDenies(holdings.replaced), ...draftsOf(reduced)];
  const packed = pack(drafts);
  const documents = packed.map((statements, i) => {
    const document = nativeDocument(statements);
    const name = proposalName(holder, i, packed.length);
    return { name, document, characters: documentText(document).length };
  });
  const documentsMax = options.documentsMax ?? limits.documentsMax;
  const attached = holdings.left.filter(
    (policy) => isAttached(policy.document.kind) && groupOf(policy) === undefined,
  );
  const fits =
    documents.length <= documentsMax - attached.length &&
    documents.every(({ characters }) => characters <= limits.charactersMax);
  return {
    documents,
    statements: packed.flatMap((statements, i) => statements.map((draft) => proposed(draft, i))),
    replaces: unique(holdings.replaced.map(({ document }) => document.id)),
    leaves: unique(holdings.left.map(({ document }) => document.id)),
    unwritten,
    size: {
      characters: documents.reduce((sum, { characters }) => sum + characters, 0),
      charactersMax: limits.charactersMax,
      documentsMax,
      fits,
    },
    notes: notes.toList(),
  };
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_root-user.html */
function nothingFor(needs: readonly PermissionNeed[]): Narrowed {
  const why = 'no policy can be attached to the root user, which may do everything';
  const permissions = unique(needs.map(({ permission }) => permission));
  return { gives: [], unwritten: permissions.map((permission) => ({ permission, why })) };
}

function isAttached(kind: string): boolean {
  return kind === 'managed' || kind === 'provider-managed';
}

function proposed(draft: NamedDraft, document: number): ProposedStatement {
  const { sid, effect, reason, permissions, condition, adds } = draft;
  return {
    document,
    sid,
    effect,
    reason,
    permissions,
    actions: patternsOf(draft.actions),
    resources: patternsOf(draft.resources),
    ...(condition === undefined ? {} : { conditions: condition.native }),
    isEverywhere: isEverywhere(draft.resources),
    adds,
  };
}
