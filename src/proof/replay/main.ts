import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { defineCommand, runMain } from 'citty'
import { endWithStarter } from '#platform/processes/end-with-starter.ts'
import { joinRunningShop } from '#platform/processes/running-shop.ts'
import { endWithUs } from '#platform/processes/watchdog.ts'
import { UnreadableFile } from './utf8.ts'

const MAX_CONCURRENCY = 64

const command = defineCommand({
  meta: {
    name: 'replay',
    description: 'Lives days of a real shop again, order by order, and checks the books afterwards.',
  },
  args: {
    file: {
      type: 'positional',
      required: true,
      description: 'the archive: UCI Online Retail as .csv or .csv.gz',
    },
    day: { type: 'string', required: true, description: 'the first day, like 2010-12-01' },
    days: { type: 'string', default: '1', description: 'how many days' },
    concurrency: { type: 'string', default: '8', description: 'orders placed at the same time' },
    url: { type: 'string', description: 'where the shop is; without it, where `npm start` says' },
  },
  async run({ args }) {
    const days = daysFrom(args.day, wholeNumber('days', args.days, 1_000))
    const concurrency = wholeNumber('concurrency', args.concurrency, MAX_CONCURRENCY)
    if (!existsSync(args.file)) throw new Error(`There is no file ${args.file}.`)
    const nothingRuns = joinRunningShop()
    if (nothingRuns) throw new Error(nothingRuns)
    process.env.LOG_LEVEL ??= 'warn'
    process.env.ORDERLY_PROCESS ??= 'replay'
    const url = args.url ?? `http://localhost:${process.env.PORT ?? 3000}`
    const agreed = await replayInto(url, { file: args.file, days, concurrency }).catch(error => {
      if (!(error instanceof UnreadableFile)) throw error
      console.error(error.message)
      return null
    })
    if (agreed === null) {
      process.exitCode = 1
      return
    }
    const sound = await invariantsHold()
    if (!agreed || !sound) process.exitCode = 1
  },
})

function daysFrom(firstDay: string, count: number) {
  const first = new Date(`${firstDay}T00:00:00Z`)
  if (!/^\d{4}-\d\d-\d\d$/.test(firstDay) || Number.isNaN(first.getTime()))
    throw new Error(`--day ${firstDay} is no day; write it like 2010-12-01.`)
  const last = new Date(first.getTime() + (count - 1) * 86_400_000)
  return { firstDay, lastDay: last.toISOString().slice(0, 10) }
}

function wholeNumber(name: string, text: string, most: number): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 1 || value > most)
    throw new Error(`--${name} is a whole number from 1 to ${most}.`)
  return value
}

/** The shop's own modules read the environment at their first use, so they are loaded here. */
async function replayInto(
  url: string,
  input: Parameters<typeof import('./replay.ts').replay>[1],
): Promise<boolean> {
  const [{ replay }, { database }, { jobSender }, { log }, { withGateway }] = await Promise.all([
    import('./replay.ts'),
    import('#platform/db/client.ts'),
    import('#platform/jobs/job-sender.ts'),
    import('#platform/lib/log.ts'),
    import('#slices/payments/gateway.ts'),
  ])
  const orders = withGateway({
    db: database(),
    jobs: jobSender(),
    actor: { kind: 'system' as const, name: 'command' as const },
    log,
    now: () => new Date(),
  })
  try {
    return await replay(
      {
        orders,
        send: (path, init) => fetch(new URL(path, url), init),
        print: line => console.log(line),
      },
      input,
    )
  } finally {
    await orders.jobs.stop()
    await orders.db.$client.end({ timeout: 5 })
  }
}

/** `npm run invariants`, on the same database. */
async function invariantsHold(): Promise<boolean> {
  console.log('\nInvariants:')
  const child = spawn('npm', ['run', '--silent', 'invariants'], { stdio: 'inherit' })
  endWithUs(child)
  return new Promise(done => {
    child.once('error', () => done(false))
    child.once('exit', code => done(code === 0))
  })
}

endWithStarter()
runMain(command)
