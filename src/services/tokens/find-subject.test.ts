import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadSmallWorlds } from '../../analysis/small-world.test-support.ts';
import type { Store } from '../../store/store.ts';
import { openTemporaryStore } from '../../store/temporary-store.ts';
import { findSubject } from './find-subject.ts';

const iam = 'arn:aws:iam::111122223333:';

let store: Store;
beforeAll(async () => {
  store = await openTemporaryStore();
  await loadSmallWorlds(store, [
    {
      principals: [
        { id: `${iam}user/ann`, kind: 'user', granted: [] },
        { id: `${iam}user/ops/ann-2`, kind: 'user', granted: [] },
        { id: `${iam}role/ann`, kind: 'role', granted: [] },
        { id: `${iam}role/%`, kind: 'role', granted: [] },
      ],
      tokens: [{ id: 'AKIAANN', principalId: `${iam}user/ann` }],
    },
  ]);
});
afterAll(() => store.close());

describe('a subject', () => {
  it.each([
    ['AKIAANN', 'AKIAANN', `${iam}user/ann`],
    [`${iam}user/ann`, `${iam}user/ann`, `${iam}user/ann`],
    ['user/ann', `${iam}user/ann`, `${iam}user/ann`],
    ['ann-2', `${iam}user/ops/ann-2`, `${iam}user/ops/ann-2`],
    ['role/ann', `${iam}role/ann`, `${iam}role/ann`],
  ])('is found by %s', async (text, id, principalId) => {
    expect(await findSubject(store, text)).toEqual({ id, principalIds: [principalId] });
  });

  it('that several ids end in is asked back for', async () => {
    await expect(findSubject(store, 'ann')).rejects.toMatchObject({
      code: 'subject.not-found',
      hint: `name one of them in full: ${iam}role/ann, ${iam}user/ann`,
    });
  });

  it.each(['', 'nn', 'user/', '/ann/', 'user/an%', "' OR 1"])('is not guessed from `%s`', async (text) => {
    await expect(findSubject(store, text)).rejects.toMatchObject({ code: 'subject.not-found' });
  });
});
