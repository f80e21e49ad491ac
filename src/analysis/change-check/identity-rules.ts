import type { LinkFrom } from '../../model/inventory.ts';
import type { StatedWayIn } from '../../providers/configuration.ts';
import { globsOverlap } from '../graph/glob.ts';
import { presentedUnder } from '../graph/outside.ts';
import type { CheckedChange, Draft } from './draft.ts';

/** What a change says of who is let in, who answers, and credentials that do not end. */
export function* identityFindings(checked: CheckedChange): Generator<Draft> {
  const { holder, isNew, waysIn, tokens } = checked.change;
  for (const way of waysIn) yield wayDraft(way);
  if (isNew && holder.owner === null) {
    yield {
      rule: 'no-owner',
      severity: 'low',
      title: 'is new, and neither a tag nor its name says who answers for it',
      place: holder,
      where: holder.kind,
      fix: 'tag it with its owner',
    };
  }
  for (const token of tokens) {
    if (token.hasExpiry) continue;
    yield {
      rule: 'no-expiry',
      severity: 'medium',
      title: `gets a long-lived credential, \`${token.name}\`, that never ends by itself`,
      place: token,
      where: token.name,
      fix: 'let it take a role by its platform’s identity, or rotate the credential by a date',
    };
  }
}

function wayDraft(way: StatedWayIn): Draft {
  const { from, conditions } = way;
  const isOpen = isOpenDoor(from);
  const when = conditions.length > 0 ? `, if ${conditions.join(' and ')}` : '';
  return {
    rule: isOpen ? 'open-door' : 'way-in',
    severity: isOpen ? (conditions.length > 0 ? 'medium' : 'high') : severityOf(from),
    title: `lets in ${wordsOf(from)}${when}`,
    place: way,
    where: 'trust policy',
    fix: isOpen ? 'name who may come in, by subject and audience' : 'check that whoever is let in needs it',
  };
}

/** Whether somebody is let in whom nobody knows: anyone at all, or whoever signs up with a system that vouches for everybody. */
function isOpenDoor(from: LinkFrom): boolean {
  if (from.kind === 'anyone') return true;
  if (from.kind !== 'subject') return false;
  return presentedUnder(from.issuer).some(
    ({ presentation: { stranger } }) =>
      stranger !== undefined && from.subjects.some((subject) => globsOverlap(subject, stranger)),
  );
}

function severityOf(from: LinkFrom): 'medium' | 'low' | 'info' {
  if (from.kind === 'subject') return from.subjects.includes('*') ? 'medium' : 'low';
  return from.kind === 'service' ? 'info' : 'low';
}

/** Somebody who is let in, in words. */
export function wordsOf(from: LinkFrom): string {
  switch (from.kind) {
    case 'anyone':
      return 'anyone';
    case 'subject':
      return from.subjects.includes('*')
        ? `all of ${from.issuer}`
        : `${from.subjects.join(', ')} of ${from.issuer}`;
    case 'account':
      return `account ${from.id}`;
    case 'service':
    case 'principal':
      return from.id;
  }
}
