import type { HeldDocument, PolicyHolder, PolicyProposal } from '../../../model/policy-proposal.ts';
import type { Remedy } from '../../provider.ts';
import { shellWord } from '../../shared/text/shell-word.ts';
import { documentXml } from '../metadata/write-xml.ts';
import { create, deleteEach, deploy, idOf, query, update } from './commands.ts';

type Application = ReturnType<NonNullable<Remedy['apply']>>;

/**
 * Gives the commands that put a permission set in the place of what its user has, and those that undo it. What is new is
 * assigned before anything is taken away, both ways.
 * https://developer.salesforce.com/docs/atlas.en-us.sfdx_cli_reference.meta/sfdx_cli_reference/cli_reference_project_commands_unified.htm
 */
export function applyProposal(
  { documents, replaces }: PolicyProposal,
  { principalId, held }: PolicyHolder,
): Application {
  const [fresh] = documents;
  const xml = documentXml(fresh?.document);
  if (!/^005[A-Za-z0-9]{12}$/.test(principalId) || fresh === undefined || xml === undefined)
    return byHand(
      'the user is known by name only, or nothing is to be written: there is no command that assigns it',
    );
  const old = held.filter(({ id }) => replaces.includes(id) && /^0PS[A-Za-z0-9]{12}$/.test(id));
  const sets = old.filter(({ kind, path }) => kind !== 'profile' && !isByGroup(path)).map(({ id }) => id);
  const profile = old.find(({ kind }) => kind === 'profile')?.id;
  const groups = [...new Set(old.filter(({ path }) => isByGroup(path)).map(({ path }) => path.join(' → ')))];
  const mine = `PermissionSet.Name = '${fresh.name}'`;
  const profileOf = (where: string): string => update('User', `Id='${principalId}'`, `ProfileId=${where}`);
  return {
    apply: [
      `mkdir -p ${folder}`,
      `printf %s ${shellWord(oneLine(xml))} > ${folder}/${fresh.name}.permissionset-meta.xml`,
      `printf %s '{"packageDirectories":[{"path":"force-app","default":true}]}' > ${project}/sfdx-project.json`,
      `(cd ${project} && ${deploy()})`,
      create(
        'PermissionSetAssignment',
        `AssigneeId=${principalId} PermissionSetId=${idOf('PermissionSet', `Name = '${fresh.name}'`)}`,
      ),
      ...[...new Set(sets)].map((id) => unassign(principalId, `PermissionSetId = '${id}'`)),
      ...(profile === undefined ? [] : [profileOf(`\${PROFILE:?id of a profile that gives nothing}`)]),
    ],
    rollback: [
      ...(profile === undefined ? [] : [profileOf(idOf('PermissionSet', `Id = '${profile}'`, 'ProfileId'))]),
      ...[...new Set(sets)].map((id) =>
        create('PermissionSetAssignment', `AssigneeId=${principalId} PermissionSetId=${id}`),
      ),
      unassign(principalId, mine),
    ],
    notes: notesOn(old, groups, profile !== undefined),
  };
}

const project = 'scopelight-change';
const folder = `${project}/force-app/main/default/permissionsets`;

/** Commands are shown a line each. Between elements, line breaks mean nothing. */
function oneLine(xml: string): string {
  return xml.replaceAll(/>\s+</g, '><').trim();
}

function unassign(user: string, where: string): string {
  const found = query(`SELECT Id FROM PermissionSetAssignment WHERE AssigneeId = '${user}' AND ${where}`);
  return `${found} | jq -r '.result.records[].Id' | ${deleteEach('PermissionSetAssignment')}`;
}

function isByGroup(path: HeldDocument['path']): boolean {
  return path[0]?.startsWith('group/') === true;
}

function notesOn(
  old: readonly HeldDocument[],
  groups: readonly string[],
  hasProfile: boolean,
): readonly string[] {
  return [
    'run them one after the other, and stop at the first that fails; every app and session of the user changes with them',
    ...(hasProfile
      ? [
          'a user cannot be without a profile: PROFILE is the id of one that gives nothing that is not needed, such as `Minimum Access - API Only Integrations` or `Minimum Access - Salesforce`, of the same licence',
        ]
      : []),
    ...(groups.length > 0
      ? [
          `permission sets that come by a group stay until the user leaves it, or the group its set: ${groups.join(', ')}`,
        ]
      : []),
    ...(old.length === 0 ? ['nothing that is held is replaced'] : []),
    'access to Apex classes, pages, tabs, apps and record types that the old permission sets give is not in the new one: add it before the old ones go',
  ];
}

function byHand(note: string): Application {
  return { apply: [], rollback: [], notes: [note] };
}
