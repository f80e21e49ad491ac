import { arnName, parseArn } from './arn.ts';
import type { InventoryDocument, ReadContext } from './document.ts';
import type { Facts } from './facts.ts';
import { Item } from './item.ts';

/** Reads `list-policies` and `get-policy`, with versions where an export has joined them. */
export function readPolicyList(document: InventoryDocument, facts: Facts, context: ReadContext): void {
  const root = new Item(document.body, document.origin.place, document.origin, context.remarks.problems);
  for (const item of root.items('Policies')) readPolicyItem(item, facts);
}

/** Reads one managed policy; its document is that of the version that is in force. */
export function readPolicyItem(item: Item, facts: Facts): void {
  const arn = item.needed('Arn');
  if (arn === undefined) return;
  if (parseArn(arn)?.service !== 'iam') {
    item.reject('not the ARN of a policy', 'Arn');
    return;
  }
  const versions = item.items('PolicyVersionList');
  const defaultId = item.text('DefaultVersionId');
  const inForce =
    versions.find((version) => version.flag('IsDefaultVersion') === true) ??
    versions.find((version) => defaultId !== undefined && version.text('VersionId') === defaultId);
  const document = inForce?.raw('Document');
  if (versions.length > 0 && document === undefined) item.reject('the default version has no document');
  const createdAt = item.epoch('CreateDate');
  // An older version may have been put back in force after a newer one was made: take the later date.
  const changes = [inForce?.epoch('CreateDate'), item.epoch('UpdateDate'), createdAt];
  const known = changes.filter((change) => change !== undefined);
  facts.policies.push({
    origin: item.origin,
    arn,
    name: item.text('PolicyName') ?? arnName(arn),
    createdAt,
    changedAt: known.length === 0 ? undefined : Math.max(...known),
    document,
  });
}

/** Reads `get-policy-version` and plain policy documents; which policy they are of is for their labels to say. */
export function readPolicyDocument(document: InventoryDocument, facts: Facts, context: ReadContext): void {
  const { body, origin } = document;
  if (document.kind === 'policy-document') {
    facts.documents.push({ origin, document: body, createdAt: undefined });
    return;
  }
  const root = new Item(body, origin.place, origin, context.remarks.problems);
  const version = root.item('PolicyVersion');
  if (version === undefined) return;
  if (version.flag('IsDefaultVersion') === false) {
    context.remarks.ignored.add(origin.path, 'a version of a policy that is not in force');
    return;
  }
  facts.documents.push({ origin, document: version.raw('Document'), createdAt: version.epoch('CreateDate') });
}
