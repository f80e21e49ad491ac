import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{src,demo,bench,test,scripts}/**/*.test.{ts,mjs}'],
    // The embedded engine holds one data directory per process: every file runs in a process of its own.
    pool: 'forks',
    isolate: true,
    maxWorkers: availableParallelism(),
    setupFiles: ['test/support/fixed-seed.ts'],
    // A zone with an odd offset and daylight saving: whatever leans on local time fails everywhere, not only far away.
    env: { TZ: 'America/St_Johns', NO_COLOR: '1' },
    testTimeout: 180_000,
    hookTimeout: 180_000,
    unstubEnvs: true,
  },
});
