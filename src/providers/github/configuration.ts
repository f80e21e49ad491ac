import { z } from 'zod';
import type { ConfigurationReader, Declaration, StatedHolder, StatedPower } from '../configuration.ts';
import { readDocument } from './policy/document.ts';

const workflow = z.looseObject({
  name: z.string().optional(),
  permissions: z.unknown().optional(),
  jobs: z.record(z.string(), z.looseObject({ permissions: z.unknown().optional() })),
});

/**
 * Reads what workflow files give to the token of their runs: the `permissions:` of the file, and of each job that has its own.
 * Where a workflow has none, its token has what the repository gives by default, which no file tells.
 */
export const githubConfiguration: ConfigurationReader = {
  read(declarations) {
    const holders = declarations
      .filter(
        ({ form, path }) => form === 'document' && /(?:^|\/)\.github\/workflows\/[^/]+\.ya?ml$/.test(path),
      )
      .flatMap((declaration) => holdersOf(declaration));
    return { holders, problems: [] };
  },
};

function holdersOf(declaration: Declaration): readonly StatedHolder[] {
  const read = workflow.safeParse(declaration.body).data;
  if (read === undefined) return [];
  const { path, line } = declaration;
  const whole = powersOf(declaration, read.permissions, ['permissions'], 'permissions');
  const jobs = Object.entries(read.jobs).map(([job, { permissions }]): StatedHolder => {
    const own = powersOf(declaration, permissions, ['jobs', job, 'permissions'], `permissions of job ${job}`);
    return {
      key: `${path}\njob ${job}`,
      kind: 'workflow job',
      name: `${path} ${job}`,
      path,
      line: declaration.lineAt(['jobs', job]) || line,
      powers: permissions === undefined ? whole : own,
      waysIn: [],
      tokens: [],
    };
  });
  return jobs;
}

function powersOf(
  declaration: Declaration,
  permissions: unknown,
  place: readonly string[],
  role: string,
): readonly StatedPower[] {
  if (permissions === undefined || permissions === null) return [];
  const read = readDocument({ permissions: withHyphen(permissions) });
  if (read === undefined) return [];
  return [
    {
      role,
      statement: '',
      effect: 'allow',
      permissions: read.granted.permissions,
      resources: ['this repository'],
      isConditional: false,
      path: declaration.path,
      line: declaration.lineAt(place),
    },
  ];
}

/** A block whose keys are all without hyphen would be read as another kind of document, with other names. */
function withHyphen(permissions: unknown): unknown {
  const levels = z.record(z.string(), z.string()).safeParse(permissions).data;
  return levels === undefined ? permissions : { 'id-token': 'none', ...levels };
}
