import { readFileSync } from 'node:fs';
import { type CommandUnknownOpts, InvalidArgumentError } from '@commander-js/extra-typings';
import { ScopelightError } from '../../model/error.ts';
import type { CanInput } from '../../model/policy-question.ts';
import type { Provider } from '../../providers/provider.ts';
import type { Act } from '../act.ts';
import { knowDocuments } from '../know-documents.ts';
import { dataOption, documentsOption } from '../options.ts';
import { canPage } from '../print/can-page.ts';

type PolicyKind = CanInput['policies'][number]['kind'];

/** `scopelight can`: one request against policy documents, allowed or denied, and why. */
export function addCan(program: CommandUnknownOpts, act: Act): void {
  program
    .command('can')
    .summary('decide one request against policy documents, and say why')
    .requiredOption('--action <name>', 'permission asked for, such as s3:GetObject')
    .requiredOption('--resource <id>', 'what it is asked for, in its provider’s full form')
    .option('--policy <file...>', 'policies of the principal')
    .option('--resource-policy <file...>', 'policies of the resource')
    .option('--boundary <file...>', 'boundary of the principal')
    .option('--session-policy <file...>', 'policies of the session')
    .option('--scp <file...>', 'service control policies; `1:unit.json` puts one on level 1 below the root')
    .option('--rcp <file...>', 'resource control policies')
    .option('--principal <id>', 'who asks')
    .option('--issuer <id>', 'identity behind a session')
    .option('--resource-account <id>', 'account that owns the resource')
    .option(
      '--context <key=value...>',
      'condition keys of the request; repeat a key for several values',
      addContext,
    )
    .option('--unknown-context', 'a key that is not given may have any value, instead of being absent')
    .option('--provider <id>', 'whose policy language it is, where the documents do not tell')
    .addOption(documentsOption())
    .addOption(dataOption())
    .action((options, command) =>
      act(command, async (door) => {
        const { canInput } = await import('../../model/policy-question.ts');
        const { can } = await import('../../services/can.ts');
        const { findProvider, providers } = await import('../../providers/register.ts');
        const question = canInput.parse({
          policies: [
            ...readPolicies('identity', options.policy),
            ...readPolicies('resource', options.resourcePolicy),
            ...readPolicies('boundary', options.boundary),
            ...readPolicies('session', options.sessionPolicy),
            ...readPolicies('scp', options.scp),
            ...readPolicies('rcp', options.rcp),
          ],
          action: options.action,
          resource: options.resource,
          principal: options.principal,
          issuer: options.issuer,
          resourceAccount: options.resourceAccount,
          context: options.context && Object.fromEntries(options.context),
          missingKeys: options.unknownContext ? 'unknown' : 'absent',
        });
        await knowDocuments(door, options, options.provider ? findProvider(options.provider) : undefined);
        const provider = options.provider ?? languageOf(candidates(providers(), options), question).id;
        const answer = can(question, findProvider(provider).policy);
        door.answer(answer, (width) => canPage(answer, question, { width }));
        return answer.problems.some(({ isLoss }) => isLoss) ? 3 : 0;
      }),
    );
}

/** Whoever names documents means a provider that learns from them. */
function candidates(
  all: readonly Provider[],
  { documents }: { readonly documents?: readonly string[] | undefined },
): readonly Provider[] {
  return documents === undefined ? all : all.filter(({ learned }) => learned !== undefined);
}

/** The one provider whose policies the documents are, or else whose permission is asked for. */
function languageOf(providers: readonly Provider[], { policies, action }: CanInput): Provider {
  const written = providers.filter(({ policy }) =>
    policies.some(({ document }) => policy.isDocument(document)),
  );
  const asked = providers.filter(({ catalogue }) => catalogue.find(action) !== undefined);
  const [provider, ...others] = written.length > 0 ? written : asked;
  if (provider !== undefined && others.length === 0) return provider;
  throw new ScopelightError('usage.invalid', 'the documents do not tell whose policies they are', {
    hint: `give --provider with one of ${providers.map(({ id }) => id).join(', ')}`,
  });
}

function readPolicies(kind: PolicyKind, files: readonly string[] = []): CanInput['policies'] {
  return files.map((given) => {
    const [, level, file = given] = (kind === 'scp' && /^(\d{1,2}):(.+)$/.exec(given)) || [];
    return {
      kind,
      name: file === '-' ? 'standard input' : file,
      document: readPolicy(file),
      ...(level !== undefined && { level: Number(level) }),
    };
  });
}

function readPolicy(file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (cause) {
    throw new ScopelightError('input.not-found', `the policy \`${file}\` cannot be read`, {
      cause,
      hint: 'give the path of a JSON file, or `-` for standard input',
    });
  }
}

function addContext(
  pair: string,
  given?: ReadonlyMap<string, string | string[]>,
): Map<string, string | string[]> {
  const [key = '', ...rest] = pair.split('=');
  if (key === '' || rest.length === 0) throw new InvalidArgumentError('It takes KEY=VALUE.');
  const value = rest.join('=');
  const before = given?.get(key);
  return new Map(given).set(key, before === undefined ? value : [before, value].flat());
}
