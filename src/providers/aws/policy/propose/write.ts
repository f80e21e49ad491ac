import type {
  PermissionNeed,
  PolicyHolder,
  PolicyProposal,
  ProposedStatement,
  WriteOptions,
} from '../../../../model/policy-proposal.ts';
import { inOrder } from '../../../shared/policy/proposal-notes.ts';
import { identityOf } from '../../remedy/identity.ts';
import { documentText } from './document-text.ts';
import { fitInto } from './fit-into.ts';
import { type HeldPolicy, readHeld } from './held.ts';
import { groupOf, holdingNotes, keptDenies, sortHoldings } from './holdings.ts';
import { limits } from './limits.ts';
import { type NamedDraft, nativeDocument } from './native-statement.ts';
import { isProposalName, proposalName } from './proposal-name.ts';
import { isEverywhere, patternsOf } from './selection.ts';
import { unique } from './unique.ts';

/** Resources of one shape that a permission names one by one, unless the caller says otherwise. */
const exactMaxDefault = 5;

/** Writes the smallest IAM documents that give all needs, within what the holder has now. */
export function write(
  needs: readonly PermissionNeed[],
  holder: PolicyHolder,
  options: WriteOptions = {},
): PolicyProposal {
  const held = readHeld(holder.held);
  const holdings = sortHoldings(held, (name) => isProposalName(name, holder));
  const documentsMax = options.documentsMax ?? limits.documentsMax;
  const isRoot = identityOf(holder.principalId).kind === 'root';
  const fitted = fitInto({
    needs: isRoot ? [] : needs,
    held,
    denies: keptDenies(holdings.replaced),
    exactMax: options.exactMax ?? exactMaxDefault,
    documentsMax: documentsMax - holdings.left.filter(isAttached).length,
  });
  const documents = fitted.documents.map((statements, i) => {
    const document = nativeDocument(statements);
    const name = proposalName(holder, {
      position: i,
      count: fitted.documents.length,
      purpose: options.purpose,
    });
    return { name, document, characters: documentText(document).length };
  });
  return {
    documents,
    statements: fitted.documents.flatMap((statements, i) => statements.map((draft) => proposed(draft, i))),
    replaces: unique(holdings.replaced.map(({ document }) => document.id)),
    leaves: unique(holdings.left.map(({ document }) => document.id)),
    unwritten: isRoot ? nothingFor(needs) : fitted.unwritten,
    size: {
      characters: documents.reduce((sum, { characters }) => sum + characters, 0),
      charactersMax: limits.charactersMax,
      documentsMax,
      fits: fitted.fits,
    },
    notes: [...fitted.notes, ...holdingNotes(holdings)].sort(inOrder),
  };
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_root-user.html */
function nothingFor(needs: readonly PermissionNeed[]): PolicyProposal['unwritten'] {
  const why = 'no policy can be attached to the root user, which may do everything';
  return unique(needs.map(({ permission }) => permission)).map((permission) => ({ permission, why }));
}

/** Whether it takes one of the places for managed policies on the holder itself. */
function isAttached(policy: HeldPolicy): boolean {
  const { kind } = policy.document;
  return (kind === 'managed' || kind === 'provider-managed') && groupOf(policy) === undefined;
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
