import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import getPort from 'get-port'
import { startEmbeddedPostgres } from '#platform/db/embedded-postgres.ts'
import { endWithStarter } from '#platform/processes/end-with-starter.ts'
import { removeWithUs } from '#platform/processes/watchdog.ts'
import { startPart } from '#run/start/part.ts'
import { writeWhole } from '#run/start/write-whole.ts'

// A shop of two idle parts and a Postgres, for a test that ends its starter in every way: `small-shop.ts FOLDER`. With
// DEAF one part obeys nobody. It goes on printing, also when nobody reads any more.
const [folder = ''] = process.argv.slice(2)
endWithStarter()
mkdirSync(folder, { recursive: true })
removeWithUs(join(folder, 'scratch'))
mkdirSync(join(folder, 'scratch'), { recursive: true })
const server = await startEmbeddedPostgres({ folder: join(folder, 'postgres'), port: await getPort() })
const idle = (name: string, script: string) =>
  startPart(name, ['-e', `${script};setInterval(() => {}, 1000);process.send('ready')`], {
    env: process.env,
    logFolder: folder,
  })
const parts = [idle('one', ''), idle('other', process.env.DEAF ? "process.on('SIGTERM', () => {})" : '')]
await Promise.all(parts.map(part => part.ready))
let spoke = 0
const speak = () => {
  console.log('still open')
  writeWhole(join(folder, 'spoke'), String(++spoke))
}
speak()
setInterval(speak, 200)
writeWhole(
  join(folder, 'pids.json'),
  JSON.stringify([process.pid, server.pid, ...parts.map(part => part.pid)]),
)
