import type { Owner } from '../../../model/inventory.ts';

/**
 * Tags by which organisations name who answers for a thing, the most telling first.
 * Compared without case and punctuation, so that `Owner-Email` is `owneremail`.
 */
const ownerTags = [
  'owner',
  'owneremail',
  'ownername',
  'ownedby',
  'ownerteam',
  'owningteam',
  'serviceowner',
  'technicalowner',
  'team',
  'teamname',
  'squad',
  'maintainer',
  'maintainedby',
  'managedbyteam',
  'responsible',
  'contact',
  'contactemail',
  'technicalcontact',
  'email',
  'businessowner',
  'productowner',
  'createdby',
  'creator',
  'requestedby',
  'requester',
  'department',
];

const rank = new Map(ownerTags.map((tag, index) => [tag, index]));
const ownerLengthMax = 256;
const emailLike = /^[^\s@]{1,64}@[^\s@]{1,190}\.[a-z]{2,}$/i;

/** Suggests who answers for a principal, from its tags or from a name that is a mail address. */
export function ownerHint(tags: Readonly<Record<string, string>>, name: string): Owner | undefined {
  const found = Object.entries(tags)
    .map(([tag, value]) => ({ tag, value: value.trim(), rank: rank.get(plain(tag)) }))
    .filter((hint) => hint.rank !== undefined && hint.value !== '')
    .sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0) || (a.tag < b.tag ? -1 : 1));
  const [best] = found;
  if (best !== undefined) return { name: best.value.slice(0, ownerLengthMax), basis: `tag:${best.tag}` };
  return emailLike.test(name) ? { name, basis: 'name' } : undefined;
}

function plain(tag: string): string {
  const last = tag.split(/[:/]/).at(-1) ?? tag;
  return last.toLowerCase().replace(/[^a-z0-9]/g, '');
}
