import { join } from 'node:path'
import { endWithStarter } from '#platform/processes/end-with-starter.ts'
import { type Kept, keepRunning } from './start/keep-running.ts'
import { noteRunning, noteStopped } from './start/one-shop.ts'
import { startPart } from './start/part.ts'
import { type PreparedShop, prepareShop, welcome } from './start/prepare-shop.ts'
import { showProgress } from './start/progress.ts'
import { stopInOrder } from './start/stop-in-order.ts'
import { untilAnswering } from './start/until-answering.ts'

/** `npm start`: database, migrations, seed, sandbox, web, worker, and one Ctrl-C for all of them. */
async function start() {
  const shop = await prepareShop({
    develop: process.argv.includes('--dev'),
    told: { started: () => running.note?.(), died: sayWrong, gaveUp: stopWithout },
    progress,
  })
  running.shop = shop
  const web = keep(shop, 'web', stopWithout)
  const parts = {
    web,
    worker: keep(shop, 'worker', goOnWithout),
    sandbox: keep(shop, 'sandbox', goOnWithout),
  }
  running.parts = [web, parts.worker, parts.sandbox]
  running.note = () => {
    const all = [...running.parts, ...(shop.ownPostgres ? [shop.ownPostgres] : [])]
    noteRunning(shop.dataDir, { ...shop, parts: all.map(part => part.pid()) })
  }
  running.note()
  const url = `http://${shop.reachedAt}:${shop.port}/api/health/live`
  await progress.during('processes', () => untilAnswering(url, web, { say: progress.say }))
  progress.end()
  console.log(welcome(shop))
}

const progress = showProgress()
const sayWrong = (sentence: string) => progress.say(sentence, console.error)

/** `parts` in the order in which they stop: first the one that brings work, then the one that does it, then the one that both call. */
const running: { shop?: PreparedShop; parts: Kept[]; note?: () => void } = { parts: [] }

const FILES = { web: 'src/run/web.ts', worker: 'src/run/worker.ts', sandbox: 'src/sandbox/main.ts' }

function keep(
  { env: shared, sandboxEnv, logFolder }: PreparedShop,
  name: keyof typeof FILES,
  gaveUp: (sentence: string) => void,
) {
  const log = join(logFolder, `${name}.log`)
  const env = name === 'sandbox' ? sandboxEnv : shared
  return keepRunning(() => startPart(name, ['--import', 'tsx', FILES[name]], { env, logFolder }), {
    started: () => running.note?.(),
    died: sentence => sayWrong(`${sentence} Its last words are in ${log}.`),
    gaveUp: sentence => gaveUp(`${sentence} Its last words are in ${log}.`),
  })
}

function goOnWithout(sentence: string) {
  sayWrong(
    `${sentence} It is not started again; the rest of the shop goes on. Ctrl-C and \`npm start\` begin afresh.`,
  )
}

function stopWithout(sentence: string) {
  sayWrong(`${sentence} There is no shop without it, so everything stops.`)
  fail()
}

const end = endWithStarter(async () => {
  const { shop, parts } = running
  progress.end()
  if (parts.length) console.log('\nStopping: running requests and jobs end first …')
  process.exitCode = failed ? 1 : 0
  await stopInOrder([...parts, ...(shop?.ownPostgres ? [shop.ownPostgres] : [])].map(part => [part]))
  if (shop) noteStopped(shop.dataDir)
  if (parts.length) console.log('Stopped. Everything is kept; `npm start` goes on from here.')
})

let failed = false
function fail() {
  failed = true
  void end()
}

start().catch(error => {
  sayWrong(error instanceof Error ? error.message : String(error))
  fail()
})
