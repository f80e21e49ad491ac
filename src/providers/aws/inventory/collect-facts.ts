import type { InventoryRead } from '../../../model/inventory.ts';
import type { InventoryFile } from '../../provider.ts';
import { readJsonText } from '../../shared/text/json-text.ts';
import { isCredentialReportText } from './credential-report-text.ts';
import type { InventoryDocument, InventoryKind, Origin, ReadContext } from './document.ts';
import { Facts } from './facts.ts';
import { findDocuments } from './find-documents.ts';
import { fileLabel } from './labels.ts';
import { readPodIdentities } from './pod-identities.ts';
import { readCredentialReport, readCredentialReportCsv } from './read-credential-report.ts';
import { readCredentials, readKeyUse, readLoginProfile } from './read-credentials.ts';
import { readAuthorizationDetails, readIdentityList } from './read-identities.ts';
import { readLastAccessed } from './read-last-accessed.ts';
import {
  readOrganisationPolicies,
  readOrganisationPolicy,
  readOrganisationTree,
  readPolicyTargets,
} from './read-organisation.ts';
import { readPolicyDocument, readPolicyList } from './read-policies.ts';
import { readEventSelectors, readTrailStatus, readTrails } from './read-trails.ts';

type Reader = (document: InventoryDocument, facts: Facts, context: ReadContext) => void;

const readers: Readonly<Record<InventoryKind, Reader>> = {
  'authorization-details': readAuthorizationDetails,
  users: readIdentityList,
  roles: readIdentityList,
  credentials: readCredentials,
  'access-key-last-used': readKeyUse,
  'login-profile': readLoginProfile,
  'credential-report': readCredentialReport,
  'service-last-accessed': readLastAccessed,
  policies: readPolicyList,
  'policy-version': readPolicyDocument,
  'policy-document': readPolicyDocument,
  'organisation-policies': readOrganisationPolicies,
  'organisation-policy': readOrganisationPolicy,
  'policy-targets': readPolicyTargets,
  'organisation-tree': readOrganisationTree,
  'pod-identities': readPodIdentities,
  trails: readTrails,
  'event-selectors': readEventSelectors,
  'trail-status': readTrailStatus,
};

/** Reads every file into facts. Files are taken in the order of their paths, so that theirs does not matter. */
export function collectFacts(
  files: readonly InventoryFile[],
  observedAtDefault: number,
  context: ReadContext,
): { readonly facts: Facts; readonly files: InventoryRead['files'] } {
  const facts = new Facts();
  const ordered = [...files].sort((a, b) => compare(a.path, b.path) || compare(a.text, b.text));
  const outcomes = ordered.map((file) => {
    const takenAt = file.observedAt ?? observedAtDefault;
    const origin = { path: file.path, place: '$', takenAt, labels: [fileLabel(file.path)] };
    if (!isCredentialReportText(file.text)) {
      return { path: file.path, kinds: readJsonFile(file.text, origin, facts, context) };
    }
    readCredentialReportCsv(file.text, origin, facts, context);
    return { path: file.path, kinds: ['credential-report' as const] };
  });
  return { facts, files: outcomes };
}

function readJsonFile(
  text: string,
  origin: Origin,
  facts: Facts,
  context: ReadContext,
): readonly InventoryKind[] {
  const { problems, ignored } = context.remarks;
  if (text.slice(0, 64).includes('\0')) {
    problems.add(origin.path, 'offset 0: not UTF-8 text; save it as UTF-8');
    return [];
  }
  const kinds = new Set<InventoryKind>();
  const parts = readJsonText(text);
  for (const part of parts) {
    if ('reason' in part) {
      problems.add(origin.path, `offset ${part.offset}: ${part.reason}`);
      continue;
    }
    const place = parts.length === 1 ? '$' : `offset ${part.offset}: $`;
    for (const found of findDocuments(part.value, { ...origin, place })) {
      if ('kind' in found) {
        kinds.add(found.kind);
        readers[found.kind](found, facts, context);
      } else {
        ignored.add(origin.path, 'ignored' in found ? found.ignored : 'not an inventory document known here');
      }
    }
  }
  if (kinds.size === 0 && !problems.has(origin.path) && !ignored.has(origin.path)) {
    ignored.add(origin.path, 'an empty file');
  }
  return [...kinds].sort();
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
