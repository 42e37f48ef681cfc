import { spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import getPort from 'get-port'
import { endWithStarter } from '#platform/processes/end-with-starter.ts'
import { endWithUs, removeWithUs } from '#platform/processes/watchdog.ts'
import { browserPath } from './browser.ts'

/** `npm run test:e2e` starts a shop on an empty folder and free ports, runs the browser tests against it, and leaves nothing behind. */
async function run(): Promise<number> {
  const browser = await browserPath()
  const folder = mkdtempSync(join(tmpdir(), 'orderly-e2e-'))
  chmodSync(folder, 0o755)
  removeWithUs(folder)
  const env = {
    ...process.env,
    DATA_DIR: join(folder, 'data'),
    PORT: String(await getPort()),
    SANDBOX_PORT: String(await getPort()),
    WAREHOUSE_STEP_SECONDS: '2',
    STAND_IN_AFTER_SECONDS: '3',
    CARRIER_STEP_SECONDS: '2',
    DATABASE_URL: '',
    BROWSER_PATH: browser,
  }
  const shop = spawn(process.execPath, ['--import', 'tsx', 'src/run/start.ts'], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  endWithUs(shop)
  const gone = new Promise<void>(done => shop.once('exit', () => done()))
  try {
    await opened(shop, gone)
    const { port, sandboxPort, databaseUrl } = JSON.parse(
      readFileSync(join(env.DATA_DIR, 'running.json'), 'utf8'),
    ) as { port: number; sandboxPort: number; databaseUrl: string }
    const where = {
      SHOP_URL: `http://localhost:${port}`,
      SANDBOX_URL: `http://localhost:${sandboxPort}`,
      SHOP_DATABASE_URL: databaseUrl,
    }
    return await playwright({ ...env, ...where })
  } finally {
    shop.kill('SIGTERM')
    await gone
    rmSync(folder, { recursive: true, force: true })
  }
}

async function opened(shop: ReturnType<typeof spawn>, gone: Promise<void>) {
  const open = new Promise<void>(done => {
    shop.stdout?.on('data', chunk => {
      process.stdout.write(chunk)
      if (String(chunk).includes('Orderly is open')) done()
    })
  })
  const failed = gone.then(() => {
    throw new Error('The shop did not start in time.')
  })
  await Promise.race([open, failed])
}

async function playwright(env: NodeJS.ProcessEnv): Promise<number> {
  const tests = spawn(
    process.execPath,
    [
      'node_modules/playwright/cli.js',
      'test',
      '--config',
      'e2e/playwright.config.ts',
      ...process.argv.slice(2),
    ],
    { env, stdio: 'inherit' },
  )
  endWithUs(tests, { signal: 'SIGINT' })
  return new Promise(done => tests.once('exit', code => done(code ?? 1)))
}

endWithStarter()
run().then(
  code => process.exit(code),
  error => {
    console.error(error instanceof Error ? error.message : error)
    process.exit(1)
  },
)
