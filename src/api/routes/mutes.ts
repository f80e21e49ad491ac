import { z } from 'zod';
import { ScopelightError } from '../../model/error.ts';
import { type MuteList, muteListShape, mutingShape } from '../../model/mutes.ts';
import type { Window } from '../../model/window.ts';
import { findFinding } from '../../services/findings/find-finding.ts';
import { listMutes } from '../../services/findings/list-mutes.ts';
import type { MuteFile } from '../../services/findings/mute-file.ts';
import { answersOf } from '../responses.ts';
import { windowOf, windowQuery } from '../window-query.ts';
import type { Routes } from './desk.ts';

const tags = ['conclusions'];
const params = z.object({ id: z.string().regex(/^f-[0-9a-f]{16}$/) });

export const muteRoutes: Routes =
  ({ ctx, answers }) =>
  async (app) => {
    const found = async (window: Window) => (await answers.ofFleet('fleet', { window })).findings;
    const listed = async (window: Window): Promise<MuteList> =>
      listMutes(answers.muteFile, await found(window), ctx.now());

    app.get(
      '/v1/mutes',
      {
        schema: {
          tags,
          operationId: 'listMutes',
          summary: 'What is muted, why and until when',
          querystring: windowQuery,
          response: answersOf(muteListShape),
        },
      },
      ({ query }) => listed(windowOf(query)),
    );

    app.put(
      '/v1/findings/:id/mute',
      {
        schema: {
          tags,
          operationId: 'muteFinding',
          summary:
            'Tells a finding no more, for a reason and up to a day; it is written to the file of mutes',
          params,
          querystring: windowQuery,
          body: mutingShape,
          response: answersOf(muteListShape),
        },
      },
      async ({ params: { id }, query, body }) => {
        const window = windowOf(query);
        const finding = findFinding(await found(window), id);
        fileOf(answers.muteFile).mute(finding.id, body);
        return listed(window);
      },
    );

    app.delete(
      '/v1/findings/:id/mute',
      {
        schema: {
          tags,
          operationId: 'reopenFinding',
          summary: 'Tells a muted finding again',
          params,
          querystring: windowQuery,
          response: answersOf(muteListShape),
        },
      },
      async ({ params: { id }, query }) => {
        fileOf(answers.muteFile).reopen(id);
        return listed(windowOf(query));
      },
    );
  };

function fileOf(file: MuteFile | undefined): MuteFile {
  if (file) return file;
  throw new ScopelightError('usage.invalid', 'no file of mutes was named', {
    hint: 'begin `scopelight serve` with --mute FILE',
  });
}
