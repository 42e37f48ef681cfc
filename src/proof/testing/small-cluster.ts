import { existsSync } from 'node:fs'
import { join } from 'node:path'
import getPort from 'get-port'
import { endWithStarter } from '#platform/processes/end-with-starter.ts'
import { readRestart, writeRestart } from '#run/cluster/restart-request.ts'
import { noteRunning } from '#run/start/one-shop.ts'
import { startPart } from '#run/start/part.ts'

// A cluster of one web that does nothing, for tests of a release: `small-cluster.ts DATA_DIR FOLDER`. It is asked for a restart as
// the real one is. A version's folder says how it behaves: `does-not-start` or `not-ready` is a file in it.
const [dataDir = '', first = ''] = process.argv.slice(2)
endWithStarter()
const SERVER = `require('node:http').createServer((_, answer) => {
  answer.statusCode = require('node:fs').existsSync('not-ready') ? 503 : 200
  answer.end('{}')
}).listen(Number(process.env.PORT), '127.0.0.1')`

async function start(name: string, folder: string) {
  const port = await getPort()
  const part = startPart(name, ['-e', SERVER], {
    env: { ...process.env, PORT: String(port) },
    logFolder: join(dataDir, 'logs'),
    folder,
  })
  while (!(await fetch(`http://127.0.0.1:${port}`).catch(() => null)))
    await new Promise(done => setTimeout(done, 50))
  return { part, port }
}

const balancer = await start('balancer', dataDir)
let web = await start('web-1', first)
const note = () =>
  noteRunning(dataDir, {
    parts: [balancer.part.pid, web.part.pid],
    port: balancer.port,
    sandboxPort: 1,
    databaseUrl: '',
    cluster: true,
  })
note()

process.on('SIGUSR2', async () => {
  const request = readRestart(dataDir)
  if (!request) return
  const tell = (state: 'done' | 'failed', sentence: string) =>
    writeRestart(dataDir, { ...request, state, told: [sentence] })
  if (existsSync(join(request.release, 'does-not-start')))
    return tell('failed', 'The new web-1 ended at its start (code 1).')
  const before = web
  web = await start('web-1', request.release)
  note()
  await before.part.stop()
  tell('done', 'Every process is new.')
})
console.log('open')
