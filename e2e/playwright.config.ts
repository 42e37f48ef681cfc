import { defineConfig } from 'playwright/test'
import { SHOP_TIME_ZONE } from '#platform/lib/calendar-days.ts'

/** `e2e/run.ts` starts a shop for the run and sets its address and the browser here. */
const { SHOP_URL, BROWSER_PATH } = process.env
if (!SHOP_URL || !BROWSER_PATH)
  throw new Error('Run the end-to-end tests with `npm run test:e2e`: it starts the shop that they need.')

const sizes = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } }

export default defineConfig({
  testDir: '.',
  outputDir: '../test-results',
  fullyParallel: true,
  forbidOnly: true,
  // Goes when whole runs on a quiet machine have shown which tests need it. One that passes only the second time is reported as flaky.
  retries: 2,
  workers: 2,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: [['list'], ['./slowest-tests.ts']],
  use: {
    baseURL: SHOP_URL,
    locale: 'en-GB',
    timezoneId: SHOP_TIME_ZONE,
    contextOptions: { reducedMotion: 'reduce' },
    // What a trace records of every press costs more than the press.
    trace: { mode: 'on-first-retry', screenshots: false },
    launchOptions: {
      executablePath: BROWSER_PATH,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        // A moving picture instead of a camera, and nobody who has to allow it.
        '--use-fake-device-for-media-stream',
        '--use-fake-ui-for-media-stream',
      ],
    },
  },
  projects: [
    { name: 'desktop', use: { viewport: sizes.desktop }, grepInvert: /@alone/ },
    { name: 'phone', use: { viewport: sizes.phone, hasTouch: true, isMobile: true }, grep: /@phone/ },
    // Tests that stop the bank or the warehouse for everybody run alone, after the others.
    {
      name: 'alone',
      use: { viewport: sizes.desktop },
      grep: /@alone/,
      workers: 1,
      fullyParallel: false,
      dependencies: ['desktop', 'phone'],
    },
  ],
})
