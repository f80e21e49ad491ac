import fc from 'fast-check';

/** Properties try the same cases in every run; `SCOPELIGHT_TEST_SEED` tries others. A failure prints its seed. */
const seed = Number(process.env.SCOPELIGHT_TEST_SEED ?? 20_260_930);

fc.configureGlobal({ seed });
