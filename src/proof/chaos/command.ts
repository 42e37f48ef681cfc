import { defineCommand, runMain } from 'citty'
import { endWithStarter } from '#platform/processes/end-with-starter.ts'
import { SETTLED_WITHIN_SECONDS } from './books.ts'
import { type ChaosResult, runChaos } from './run-chaos.ts'

const command = defineCommand({
  meta: { name: 'chaos', description: 'Buyers buy while processes are killed and the outside world fails' },
  args: {
    minutes: { type: 'string', default: '10', description: 'How long, before everything comes to rest' },
    web: {
      type: 'string',
      default: 'next',
      description: '`next` (as in production) or `rest` (starts faster)',
    },
  },
  async run({ args }) {
    const minutes = Number(args.minutes)
    if (!(minutes > 0 && minutes <= 600)) throw new Error('--minutes is a number up to 600.')
    const startedMs = Date.now()
    const result = await runChaos({
      minutes,
      web: args.web === 'rest' ? 'rest' : 'next',
      heard: what => console.error(`${Math.round((Date.now() - startedMs) / 1_000)} s  ${what}`),
    })
    process.exitCode = print(result, minutes)
  },
})

function print(
  { survived, entries, broken, restSeconds, scarce, logs }: ChaosResult,
  minutes: number,
): number {
  console.log(`\nSurvived in ${minutes} minutes (npm run chaos -- --minutes ${minutes}):`)
  for (const [what, times] of [...survived].sort(([, one], [, other]) => other - one))
    console.log(`${String(times).padStart(8)}  ${what}`)
  console.log('\nOrders by what they came to:')
  for (const [state, some] of Map.groupBy(entries, entry => entry.state))
    console.log(`${String(some.length).padStart(8)}  ${state === 'none' ? 'refused, nothing kept' : state}`)
  const unanswered = entries.filter(({ told }) => told.includes('no answer')).length
  const told = entries.filter(entry => entry.told.includes('confirmed'))
  const settled = entries.filter(entry => entry.state !== 'none').map(entry => entry.settledSeconds)
  console.log(`
${told.length} were answered confirmed; ${told.filter(entry => entry.confirmed).length} of them are there, confirmed.
${unanswered} lost at least one answer and asked again with their key.
The scarce thing: ${scarce.units} units, ${scarce.sold} promised.
The longest time to settle: ${Math.max(0, ...settled).toFixed(1)} s (limit ${SETTLED_WITHIN_SECONDS}); at rest ${restSeconds ?? 'never'} s after the last disaster.`)
  const wrong = entries.filter(entry => entry.problems.length)
  for (const entry of wrong.slice(0, 20))
    console.log(
      `FAIL ${entry.orderId}: ${entry.problems.join('; ')} (told ${[...new Set(entry.told)].join(', ')})`,
    )
  for (const sentence of broken) console.log(`FAIL ${sentence}`)
  console.log(
    logs
      ? `\nNOT survived. What the processes logged is kept in ${logs}.`
      : '\nAll invariants hold, and the three books agree.',
  )
  return logs ? 1 : 0
}

endWithStarter()
void runMain(command)
