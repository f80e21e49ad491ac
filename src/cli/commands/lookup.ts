import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { z } from 'zod';
import { lineBatches } from '../../ingest/line-batches.ts';
import { ScopelightError } from '../../model/error.ts';
import type { Operation } from '../../model/permission.ts';
import type { Catalogue } from '../../providers/provider.ts';
import type { Act } from '../act.ts';
import type { Door } from '../door.ts';
import { knowDocuments } from '../know-documents.ts';
import { dataOption, documentsOption } from '../options.ts';
import { jsonText } from '../print/json-text.ts';
import { type LookupRow, lookupPage } from '../print/lookup-page.ts';
import { line, run } from '../print/run.ts';
import { counted } from '../print/words.ts';

/** `scopelight lookup PROVIDER [OPERATION…]`: which permissions operations need. */
export function addLookup(program: CommandUnknownOpts, act: Act): void {
  program
    .command('lookup')
    .summary('which permissions an operation needs')
    .description(
      'Answers for the operations given, or for JSON lines on standard input: {"source":"s3.amazonaws.com","name":"ListObjects"} in, one line out for each, in order.',
    )
    .argument('<provider>', 'whose operations they are: aws, github, okta, salesforce, kubernetes or http')
    .argument(
      '[operation...]',
      'SOURCE:NAME, such as s3.amazonaws.com:ListObjects; the name alone where it says enough',
    )
    .addOption(documentsOption())
    .addOption(dataOption())
    .action((id, operations, options, command) =>
      act(command, async (door) => {
        const { findProvider } = await import('../../providers/register.ts');
        const provider = findProvider(id).id;
        await knowDocuments(door, options, findProvider(id));
        if (operations.length === 0) return answerLines(door, provider);
        const { catalogue } = findProvider(id);
        const rows = await lookUpAll(
          provider,
          operations.map((text) => parseOperation(text, catalogue)),
        );
        door.answer({ schema: 'scopelight.lookup/1', operations: rows }, (width) =>
          lookupPage(rows, { width }),
        );
        return 0;
      }),
    );
}

function parseOperation(text: string, catalogue: Catalogue): Operation {
  // A path may hold colons; what stands before its method names the source.
  const request = /:[A-Z]+ \//.exec(text);
  const colon = request ? request.index : text.lastIndexOf(':');
  if (request?.index === 0 || /^[A-Z]+ \//.test(text)) return { source: '', name: text.replace(/^:/, '') };
  if (colon > 0 && colon < text.length - 1)
    return { source: text.slice(0, colon), name: text.slice(colon + 1) };
  // Some systems have each name once.
  const bare = { source: '', name: text };
  if (catalogue.lookup(bare).basis !== 'unknown') return bare;
  const example = catalogue.operations().find(({ name }) => !name.includes('*'));
  throw new ScopelightError('usage.invalid', `\`${text}\` names no source, or nothing that is known`, {
    hint: `write SOURCE:NAME, such as ${example ? `${example.source}:${example.name}` : 's3.amazonaws.com:ListObjects'}`,
  });
}

async function lookUpAll(provider: string, operations: readonly Operation[]): Promise<LookupRow[]> {
  const { lookUp } = await import('../../services/look-up.ts');
  const rows: LookupRow[] = [];
  for await (const row of lookUp({ provider, operations })) rows.push(row);
  return rows;
}

const question = z.object({ source: z.string(), name: z.string() });
const problem = 'not a JSON object with the texts `source` and `name`';

/** One line out for each line in, so that both can be read side by side; blank lines are passed over. */
async function answerLines(door: Door, provider: string): Promise<number> {
  if (door.host.stdin.isTTY === true) {
    throw new ScopelightError('usage.invalid', 'there is no operation to look up', {
      hint: 'name operations as SOURCE:NAME, or give JSON lines on standard input',
    });
  }
  let unreadable = 0;
  for await (const lines of lineBatches(door.host.stdin)) {
    if (door.isClosed()) break;
    const asked = lines.filter((text) => text.trim() !== '').map(parseQuestion);
    const answers = await lookUpAll(
      provider,
      asked.flatMap((operation) => operation ?? []),
    );
    let next = 0;
    const rows = asked.map((operation) =>
      operation === undefined
        ? { source: '', name: '', permissions: [], basis: 'unknown', problem }
        : answers[next++],
    );
    unreadable += asked.length - answers.length;
    await door.write(rows.map((row) => `${jsonText(row)}\n`).join(''));
  }
  if (unreadable === 0) return 0;
  const text = ` ${unreadable === 1 ? 'was' : 'were'} ${problem}, and ${unreadable === 1 ? 'is' : 'are'} answered with it`;
  door.warn([line(run('warning: ', 'severity'), counted(unreadable, 'line'), text)]);
  return 3;
}

function parseQuestion(text: string): Operation | undefined {
  try {
    return question.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
