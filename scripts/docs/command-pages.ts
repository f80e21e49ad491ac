import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createProgram } from '../../src/cli/program.ts';
import { packageRoot } from '../../src/package-root.ts';
import { markdownTable } from './markdown-table.ts';

const program = createProgram(process, () => Promise.resolve());

const marks = {
  from: '<!-- usage: written by scripts/docs/generate.ts -->',
  to: '<!-- end of usage -->',
} as const;

/**
 * The page of every command, with its usage between the marks as the program itself tells it; the rest of a page is
 * written by hand. Path from the root and text.
 */
export function commandPages(): [path: string, text: string][] {
  return program.commands.filter(isShown).map((command) => {
    const path = pagePath(command.name());
    const page = existsSync(join(packageRoot(), path)) ? readFileSync(join(packageRoot(), path), 'utf8') : '';
    return [
      path,
      withUsage(page || `# scopelight ${command.name()}\n\n${marks.from}\n${marks.to}\n`, usageOf(command)),
    ];
  });
}

/** The list of all commands: path from the root and text. */
export function commandList(): [path: string, text: string] {
  const commands = program.commands.filter(isShown);
  const table = markdownTable(
    ['command', 'gives'],
    commands.map((command) => [
      `[\`scopelight ${command.name()}\`](${command.name()}.md)`,
      command.summary() || command.description(),
    ]),
  );
  const options = optionTable(program);
  const head = '# Commands\n\n<!-- Written by scripts/docs/generate.ts from src/cli. -->\n';
  return [pagePath('README'), [head, table, `## Options of every command\n\n${options}`].join('\n')];
}

type Command = (typeof program)['commands'][number];

function pagePath(name: string): string {
  return `docs/commands/${name}.md`;
}

function isShown(command: Command): boolean {
  return program.createHelp().visibleCommands(program).includes(command);
}

function withUsage(page: string, usage: string): string {
  const from = page.indexOf(marks.from);
  const to = page.indexOf(marks.to);
  if (from < 0 || to < from)
    throw new Error(`a page of a command lacks the marks \`${marks.from}\` and \`${marks.to}\``);
  return `${page.slice(0, from)}${marks.from}\n\n${usage}\n${page.slice(to)}`;
}

function usageOf(command: Command, name = command.name()): string {
  const usage = `\`\`\`text\nscopelight ${name} ${command.usage()}\n\`\`\``;
  const described = command.registeredArguments.filter(({ description }) => description !== '');
  const list = described.map((argument) => [`\`${argument.name()}\``, argument.description]);
  const parts = [usage, command.description()];
  if (list.length > 0) parts.push(markdownTable(['argument', 'is'], list).trimEnd());
  parts.push(
    optionTable(command).trimEnd(),
    'Besides, the [options of every command](README.md#options-of-every-command).',
  );
  parts.push(
    ...command.commands.map(
      (sub) => `### ${sub.name()}\n\n${usageOf(sub, `${name} ${sub.name()}`).trimEnd()}`,
    ),
  );
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function optionTable(command: Command): string {
  const help = command.createHelp();
  const rows = help
    .visibleOptions(command)
    .filter(({ long }) => long !== '--help' || command === program)
    .map((option) => [`\`${option.flags}\``, help.optionDescription(option)]);
  return rows.length === 0 ? '' : markdownTable(['option', 'does'], rows);
}
