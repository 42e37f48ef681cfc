import { defineCommand, runMain } from 'citty'
import { endWithStarter } from '#platform/processes/end-with-starter.ts'
import { joinRunningShop } from '#platform/processes/running-shop.ts'
import { daysBefore, MAX_DAYS } from '#slices/reconciliation/days.ts'

const command = defineCommand({
  meta: {
    name: 'reconcile',
    description:
      'Compares the payments and refunds at the provider with ours, mends what can be mended and puts the rest before staff.',
  },
  args: {
    since: { type: 'string', description: 'the first day to compare, like 2026-11-01 (UTC)' },
    days: { type: 'string', default: '3', description: `or how many days back, 1 to ${MAX_DAYS}` },
  },
  async run({ args }) {
    const from = args.since ? startOf(args.since) : daysBefore(new Date(), wholeDays(args.days))
    const nothingRuns = joinRunningShop()
    if (nothingRuns) stop(nothingRuns)
    // The report says what the log would say.
    process.env.LOG_LEVEL ??= 'fatal'
    process.env.ORDERLY_PROCESS ??= 'reconcile'
    process.exitCode = (await reconcileSince(from)) ? 0 : 1
  },
})

function stop(sentence: string): never {
  console.error(sentence)
  process.exit(1)
}

function startOf(day: string): Date {
  const at = new Date(`${day}T00:00:00Z`)
  if (!/^\d{4}-\d\d-\d\d$/.test(day) || Number.isNaN(at.getTime()) || at.getTime() > Date.now())
    stop(`--since ${day} is no past day; write it like 2026-11-01.`)
  if (at < daysBefore(new Date(), MAX_DAYS + 1))
    stop(`--since ${day} is too long ago: ${MAX_DAYS} days at most.`)
  return at
}

function wholeDays(text: string): number {
  const days = Number(text)
  if (!Number.isInteger(days) || days < 1 || days > MAX_DAYS)
    stop(`--days is a whole number from 1 to ${MAX_DAYS}.`)
  return days
}

/** The shop's own modules read the environment at their first use, so they are loaded here. True: nothing is left to do. */
async function reconcileSince(from: Date): Promise<boolean> {
  const [{ reconcile }, { database }, { jobSender }, { log }, { withGateway }] = await Promise.all([
    import('#slices/reconciliation/reconcile.ts'),
    import('#platform/db/client.ts'),
    import('#platform/jobs/job-sender.ts'),
    import('#platform/lib/log.ts'),
    import('#slices/payments/gateway.ts'),
  ])
  const ctx = withGateway({
    db: database(),
    jobs: jobSender(),
    actor: { kind: 'system' as const, name: 'reconciliation' as const },
    log,
    now: () => new Date(),
  })
  try {
    const done = await reconcile(ctx, { from, startedBy: 'system:command' })
    if (!done) {
      console.error('Another reconciliation is at it. Its findings will stand under /admin/books.')
      return false
    }
    return report(done)
  } finally {
    await ctx.jobs.stop()
    await ctx.db.$client.end({ timeout: 5 })
  }
}

type Done = NonNullable<Awaited<ReturnType<typeof import('#slices/reconciliation/reconcile.ts').reconcile>>>

function report({ run, findings }: Done): boolean {
  for (const { outcome, kind, sentence } of findings)
    console.log(`${outcome.replace('_', ' ').padEnd(12)} ${kind.replaceAll('_', ' ').padEnd(14)} ${sentence}`)
  const compared = `${run.payments} payments and ${run.refunds} refunds made since ${run.fromAt.toISOString().slice(0, 10)} were compared`
  const open = findings.filter(({ outcome }) => outcome !== 'mended').length
  console.log(
    findings.length === 0
      ? `${compared}: both books agree.`
      : `${compared}: ${findings.length} differed, ${findings.length - open} of them are mended. ${open ? 'The rest stands under /admin/books and, where an order is known, in its review.' : ''}`,
  )
  if (run.failure) console.error(run.failure)
  return run.failure === null && open === 0
}

endWithStarter()
runMain(command)
