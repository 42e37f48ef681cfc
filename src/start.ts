import { join } from 'node:path'
import type { EmbeddedPostgres } from '#db/embedded-postgres.ts'
import { noteRunning, noteStopped } from './start/one-shop.ts'
import { type Part, startPart } from './start/part.ts'
import { answering, prepareShop, welcome } from './start/prepare-shop.ts'

/** `npm start`: database, migrations, seed, sandbox, web, worker, and one Ctrl-C for all of them. */
async function start() {
  const running: Running = { parts: [] }
  stopOnSignal(running)
  const shop = await prepareShop({
    develop: process.argv.includes('--dev'),
    opened: server => {
      running.ownPostgres = server
    },
  })
  const { env, logFolder, dataDir, port } = shop
  running.dataDir = dataDir
  const { parts } = running
  parts.push(
    startPart('sandbox', ['--import', 'tsx', 'src/sandbox/main.ts'], { env, logFolder }),
    startPart('worker', ['--import', 'tsx', 'src/worker.ts'], { env, logFolder }),
    startPart('web', ['--import', 'tsx', 'src/web.ts'], { env, logFolder }),
  )
  const pids = [...parts.map(part => part.pid), ...(running.ownPostgres ? [running.ownPostgres.pid] : [])]
  noteRunning(dataDir, { ...shop, parts: pids })
  for (const part of parts) void part.gone.then(how => noticeGone(part, how, logFolder))
  await answering(`http://localhost:${port}/api/health/live`)
  console.log(welcome(shop))
}

type Running = { parts: Part[]; ownPostgres?: EmbeddedPostgres; dataDir?: string }

let stopping = false
/** First who brings work, then who does it, then whom it calls; the database last of all. */
const STOP_ORDER = ['web', 'worker', 'sandbox']

function stopOnSignal(running: Running) {
  const stop = async () => {
    if (stopping) return
    stopping = true
    if (running.parts.length) console.log('\nStopping: running requests and jobs end first …')
    for (const name of STOP_ORDER) await running.parts.find(part => part.name === name)?.stop()
    await running.ownPostgres?.stop()
    if (running.dataDir) noteStopped(running.dataDir)
    if (running.parts.length) console.log('Stopped. Everything is kept; `npm start` goes on from here.')
    process.exit(process.exitCode ?? 0)
  }
  process.on('SIGINT', () => void stop())
  process.on('SIGTERM', () => void stop())
}

function noticeGone(part: Part, how: string, logFolder: string) {
  if (stopping) return
  console.error(`The ${part.name} process ended (${how}). See ${join(logFolder, `${part.name}.log`)}.`)
  process.exitCode = 1
  process.kill(process.pid, 'SIGTERM')
}

start().catch(error => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
  process.kill(process.pid, 'SIGTERM')
})
