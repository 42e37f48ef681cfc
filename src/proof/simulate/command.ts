import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineCommand, runMain } from 'citty'
import cliProgress from 'cli-progress'
import getPort from 'get-port'
import postgres from 'postgres'
import { startEmbeddedPostgres } from '#platform/db/embedded-postgres.ts'
import { migrateDatabase } from '#platform/db/migrate.ts'
import { endWithStarter } from '#platform/processes/end-with-starter.ts'
import { removeWithUs } from '#platform/processes/watchdog.ts'
import type { Run, Stage } from './run-seed.ts'
import { SOMETIMES, shrink, simulate, type Tally } from './simulate.ts'
import { openStage } from './stage.ts'
import { simulatedQueues } from './worker.ts'

/** Fewer runs may miss rare events, and that is no fault. */
const SOMETIMES_FROM_RUNS = 500

const SAY_EVERY_RUNS = 50

const command = defineCommand({
  meta: {
    name: 'simulate',
    description: 'Runs the shop through seeded storms in virtual time and judges it after every step',
  },
  args: {
    seeds: { type: 'string', default: '100', description: 'How many runs' },
    seed: {
      type: 'string',
      default: '1',
      description: 'The first seed; with --seeds 1 a failure is repeated',
    },
    shrink: { type: 'string', default: 'true', description: '`false`: do not look for a smaller failure' },
    verbose: { type: 'boolean', default: false, description: 'Print the history of a single run' },
  },
  async run({ args }) {
    const first = wholeNumber(args.seed)
    const count = wholeNumber(args.seeds)
    const code = await onOwnDatabase(async url => {
      const stage = await openStage(url)
      const startedMs = performance.now()
      const bar = new cliProgress.SingleBar({
        format: '{bar} {value}/{total} runs, seed {seed}',
        hideCursor: true,
      })
      if (process.stdout.isTTY) bar.start(count, 0, { seed: first })
      const seeds = Array.from({ length: count }, (_, index) => first + index)
      const tally = await simulate(stage, seeds, run => {
        bar.increment({ seed: run.seed })
        if (!process.stdout.isTTY && run.seed % SAY_EVERY_RUNS === 0) console.error(`seed ${run.seed}`)
        if (args.verbose && count === 1) console.log(run.history.join('\n'))
      })
      bar.stop()
      report(tally, { count, seconds: (performance.now() - startedMs) / 1_000 })
      if (tally.failed) await reportFailure(tally.failed, stage, args.shrink !== 'false')
      await stage.close()
      return tally.failed || (tally.runs >= SOMETIMES_FROM_RUNS && missing(tally).length) ? 1 : 0
    })
    // Tasks that died in a run still wait for things that never come.
    process.exit(code)
  },
})

const missing = (tally: Tally) => SOMETIMES.filter(what => !tally.seen.has(what))

function report(tally: Tally, ran: { count: number; seconds: number }) {
  console.log(
    `${tally.runs} runs, ${tally.steps} steps, each judged; ${ran.seconds.toFixed(0)} s (npm run simulate -- --seeds ${ran.count})\n`,
  )
  for (const [what, times] of [...tally.seen].sort(([one], [other]) => one.localeCompare(other)))
    console.log(`${String(times).padStart(8)}  ${what}`)
  for (const what of missing(tally)) console.log(`       0  ${what}   ← never happened`)
}

async function reportFailure(failed: Run, stage: Stage, mayShrink: boolean) {
  console.log(`\nSeed ${failed.seed} FAILED:\n  ${failed.failures.join('\n  ')}`)
  if (!mayShrink) return
  console.log('Shrinking …')
  const { cast, failures, history } = await shrink(stage, failed)
  const left = Object.entries(cast).map(([group, people]) => `${group} ${people.join(', ') || 'none'}`)
  console.log(`Left: ${left.join('; ')}`)
  console.log(`  ${failures.join('\n  ')}\n`)
  console.log(history.join('\n'))
  console.log(`\nRepeat it with: npm run simulate -- --seeds 1 --seed ${failed.seed}`)
}

/** A Postgres of its own that need not flush and leaves nothing behind. */
async function onOwnDatabase(work: (url: string) => Promise<number>): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'orderly-simulate-'))
  chmodSync(folder, 0o755)
  removeWithUs(folder)
  const server = await startEmbeddedPostgres({
    folder: join(folder, 'postgres'),
    port: await getPort(),
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', jit: 'off' },
  })
  const stop = async () => {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    const admin = postgres(server.url('postgres'), { max: 1, onnotice: () => {} })
    await admin.unsafe('create database simulate')
    await admin.end()
    await migrateDatabase(server.url('simulate'), simulatedQueues)
    return await work(server.url('simulate'))
  } finally {
    await stop()
  }
}

function wholeNumber(text: string): number {
  const number = Number(text)
  if (!Number.isInteger(number) || number < 1) throw new Error(`${text} is not a whole number above 0.`)
  return number
}

endWithStarter()
void runMain(command)
