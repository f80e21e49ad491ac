import { type CommandUnknownOpts, Option } from '@commander-js/extra-typings';
import type { Act } from '../act.ts';
import { withLoadedStore } from '../open-context.ts';
import { dataOption, fromOption, parseCount, toOption, windowOf, windowOption } from '../options.ts';
import { graphDot } from '../print/graph/graph-dot.ts';
import { graphPage } from '../print/graph/graph-page.ts';
import { nodeList } from '../print/graph/node-list.ts';

/** `scopelight graph`: what a token can reach, who can become it, and how one comes to another. */
export function addGraph(program: CommandUnknownOpts, act: Act): void {
  program
    .command('graph')
    .summary('what a token can reach, who can become it, and how')
    .description(
      'Follows tokens from identity to identity over all systems: what was recorded, what documents allow, and what permissions give away.',
    )
    .argument('[start]', 'a token or principal, by its id or the end of it: what it can reach')
    .option(
      '--target <id>',
      'a token, principal, role or resource: who can come to it, or how the start comes to it',
    )
    .option('--find <text>', 'list what has this in its id or name, to begin or end with')
    .option('--steps <count>', 'at most this many steps', parseCount(1), 8)
    .option('--limit <count>', 'at most this many ways', parseCount(1), 20)
    .option('--used', 'only steps that were taken')
    .option('--whole', 'also the steps that are on none of the ways given, between what is given')
    .addOption(
      new Option('--format <format>', 'how to print it; dot is the language of Graphviz')
        .choices(['text', 'dot'])
        .default('text'),
    )
    .addOption(windowOption())
    .addOption(fromOption())
    .addOption(toOption())
    .addOption(dataOption())
    .action((start, options, command) =>
      act(command, async (door) => {
        const { target, find, steps, limit, used, whole, format, data } = options;
        if (find !== undefined) {
          const { findNodes } = await import('../../services/graph/find-nodes.ts');
          const found = await withLoadedStore(door, data, (ctx) => findNodes(ctx, { text: find, limit }));
          door.answer(found, (width) => nodeList(found, { width }));
          return 0;
        }
        const window = windowOf(options);
        const { showGraph } = await import('../../services/graph/show-graph.ts');
        const graph = await withLoadedStore(door, data, (ctx) =>
          showGraph(ctx, {
            from: start,
            to: target,
            steps,
            limit,
            isUsedOnly: used === true,
            isWhole: whole === true,
            window,
          }),
        );
        if (format === 'dot' && !door.settings.json) await door.write(graphDot(graph));
        else door.answer(graph, (width) => graphPage(graph, { width }));
        return 0;
      }),
    );
}
