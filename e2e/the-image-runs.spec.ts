import { spawnSync } from 'node:child_process'
import { chmodSync, chownSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import getPort from 'get-port'
import { removeWithUs } from '#platform/processes/watchdog.ts'
import { filesInImage, productionPackages } from '#proof/testing/image.ts'
import { type Part, startPart } from '#run/start/part.ts'
import { expect, test } from './fixtures.ts'
import { Program } from './program.ts'

// The Dockerfile's files are put into a folder and started as compose.yaml starts them. What this cannot show is the image itself:
// another Linux, another Node, and packages that were installed without this machine's.

const NOBODY = { uid: 65_534, gid: 65_534 }
const isRoot = process.getuid?.() === 0

/** What the image holds: our files, the build, and no package that only tests and builds need. Its user may write to none of it. */
function layOut(): { folder: string; dataDir: string } {
  const folder = mkdtempSync(join(tmpdir(), 'orderly-image-'))
  removeWithUs(folder)
  chmodSync(folder, 0o755)
  for (const file of filesInImage()) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    cpSync(file, join(folder, file))
  }
  cpSync('.next', join(folder, '.next'), {
    recursive: true,
    verbatimSymlinks: true,
    filter: path => !/^\.next\/(cache|dev)(\/|$)/.test(path),
  })
  for (const name of productionPackages()) {
    const link = join(folder, 'node_modules', name)
    mkdirSync(dirname(link), { recursive: true })
    symlinkSync(resolve('node_modules', name), link)
  }
  const dataDir = join(folder, 'data')
  // Next.js' own files while it runs; in a container both are mounted.
  for (const written of [dataDir, join(folder, '.next', 'cache')]) {
    mkdirSync(written)
    if (isRoot) chownSync(written, NOBODY.uid, NOBODY.gid)
  }
  return { folder, dataDir }
}

/** A user without rights, where one can read this checkout; in a folder that is closed to others, such as root's, our own. */
function whoRuns(folder: string): typeof NOBODY | Record<string, never> {
  const { status } = spawnSync(process.execPath, ['--import', 'tsx', '-e', ''], { cwd: folder, ...NOBODY })
  return isRoot && status === 0 ? NOBODY : {}
}

test('What the image holds brings the tables, sells, works and stops, as a user without rights where one can read it', async ({
  sql,
  playwright,
}, info) => {
  info.setTimeout(600_000)
  const { folder, dataDir } = layOut()
  const user = whoRuns(folder)
  info.annotations.push({ type: 'runs as', description: user.uid ? 'nobody' : 'us' })
  const name = `image_${process.pid}`
  await sql.unsafe(`create database ${name}`)
  const [port, sandboxPort] = [await getPort(), await getPort()]
  const databaseUrl = String(process.env.SHOP_DATABASE_URL).replace(/\/[^/]*$/, `/${name}`)
  const env = {
    PATH: process.env.PATH,
    NODE_ENV: 'production' as const,
    AUTH_SECRET: 'only-for-this-image-only-for-this-image',
    DATABASE_URL: databaseUrl,
    DATA_DIR: dataDir,
    PORT: String(port),
    SANDBOX_PORT: String(sandboxPort),
    SHOP_URL: `http://localhost:${port}`,
    WAREHOUSE_STEP_SECONDS: '0.5',
  }
  const parts: Part[] = []
  const start = (file: string, ...args: string[]) => {
    const part = startPart(file.replaceAll('/', '-'), ['--import', 'tsx', file, ...args], {
      env,
      folder,
      user,
      logFolder: join(info.outputDir, 'logs'),
    })
    parts.push(part)
    return part
  }
  const shop = await playwright.request.newContext({ baseURL: env.SHOP_URL })
  try {
    expect(await start('src/run/migrate.ts', '--demo').gone).toBe('code 0')
    const running = ['src/sandbox/main.ts', 'src/run/worker.ts', 'src/run/web.ts'].map(file => start(file))
    await expect(async () => expect((await shop.get('/api/health/ready')).status()).toBe(200)).toPass()
    expect(await (await shop.get('/')).text()).toContain('</html>')
    const program = new Program(shop)
    const order = await program.confirmed({ lines: [{ sku: 'TOWEL-WAFFLE-OAT-H', quantity: 1 }] })
    await program.waitFor(order, { delivery: 'delivered' })
    for (const part of running.toReversed()) {
      await part.stop()
      expect([part.name, await part.gone]).toEqual([part.name, 'code 0'])
    }
  } finally {
    await shop.dispose()
    for (const part of parts) await part.stop(1_000)
    await sql.unsafe(`drop database ${name} with (force)`)
    rmSync(folder, { recursive: true, force: true })
  }
})
