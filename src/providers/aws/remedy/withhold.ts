import type { Remedy } from '../../provider.ts';
import { HolderCommands } from './holder-commands.ts';
import { identityOf } from './identity.ts';

/** Name of the inline policy that denies what was cut; it marks what is to be undone. */
const cutPolicy = 'ScopelightCut';

/** A deny of its own goes before every allow, and leaves the policies that give the permissions as they are. */
export const withhold: NonNullable<Remedy['withhold']> = (principalId, permissions) => {
  const { kind, name, isManaged } = identityOf(principalId);
  if (isManaged) {
    return byHand(
      'it is managed by the service that made it: deny them in the permission set it comes from, or in a service control policy',
    );
  }
  if (kind !== 'user' && kind !== 'role') return byHand('only policies of a whole account reach it');
  const holder = new HolderCommands(kind, name, principalId);
  const document = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Deny', Action: permissions.toSorted(), Resource: '*' }],
  };
  return {
    apply: [holder.putInline(cutPolicy, document)],
    rollback: [holder.deleteInline(cutPolicy)],
    notes: [],
  };
};

function byHand(note: string) {
  return { apply: [], rollback: [], notes: [note] };
}
