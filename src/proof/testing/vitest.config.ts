import { defineConfig } from 'vitest/config'
import SlowestTests from './slowest-tests.ts'

/** postgres.js asks for the types of the database on each new connection, and awaits the answer nowhere. */
const isQuestionForTypes = (error: object) =>
  'query' in error && String(error.query).includes('from pg_catalog.pg_type a')

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'src/**/*.test.tsx'],
    reporters: ['default', new SlowestTests()],
    globalSetup: ['src/proof/testing/global-setup.ts'],
    isolate: false,
    setupFiles: ['src/proof/testing/as-a-new-process.ts', 'src/proof/testing/quick-passwords.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // By itself it leaves a core free, and many of these wait for the clock or for the database.
    maxWorkers: '100%',
    // Goes when whole runs on a quiet machine have shown which tests need it.
    retry: process.env.CI ? 1 : 0,
    // A process of the shop outlives these too: see outliveLostConnections.
    onUnhandledError: error => !isQuestionForTypes(error),
    // Machines that run tests may be slow: an answer is waited for unless a test is about not waiting.
    env: {
      ANSWER_WITHIN_MS: '20000',
      LOG_LEVEL: 'silent',
      NODE_ENV: 'test',
      AUTH_SECRET: 'only-for-tests-only-for-tests-only',
      RATE_LIMITS: 'off',
    },
  },
})
