import { defineCommand, runMain } from 'citty'
import { Presets, SingleBar } from 'cli-progress'
import { endWithStarter } from '#platform/processes/end-with-starter.ts'
import { openScaleDatabase } from './open-database.ts'
import { type Bar, seedScale } from './seed-scale.ts'

const MOST_SKUS = 5_000_000
const MOST_ORDERS = 100_000_000

const command = defineCommand({
  meta: {
    name: 'seed:scale',
    description:
      'Fills a stopped shop with as many SKUs and orders as it may have one day, to see what stays fast.',
  },
  args: {
    skus: { type: 'string', default: '100000', description: 'variants on sale, four a product' },
    orders: { type: 'string', default: '1000000', description: 'orders of the last two years' },
    add: { type: 'boolean', default: false, description: 'add to what an earlier run filled in' },
  },
  async run({ args }) {
    const asked = {
      skus: wholeNumber('skus', args.skus, MOST_SKUS),
      orders: wholeNumber('orders', args.orders, MOST_ORDERS),
      add: args.add,
    }
    const begun = performance.now()
    const database = await openScaleDatabase()
    try {
      await seedScale(database, asked, { print: line => console.log(line), bar: startBar })
    } finally {
      await database.close()
    }
    const minutes = (performance.now() - begun) / 60_000
    console.log(
      `Filled in ${minutes.toFixed(1)} minutes. \`npm start\` opens the shop; \`npm run invariants\` checks it.`,
    )
  },
})

function wholeNumber(name: string, text: string, most: number): number {
  const value = Number(text.replace(/[_,]/g, ''))
  if (!Number.isInteger(value) || value < 1 || value > most)
    throw new Error(`--${name} is a whole number from 1 to ${most}.`)
  return value
}

const LINE_EVERY_MS = 10_000

/** A bar on a terminal, elsewhere a line every ten seconds. */
function startBar(what: string, total: number): Bar {
  const begun = performance.now()
  let done = 0
  const pace = () => `${Math.round(done / ((performance.now() - begun) / 1_000)).toLocaleString('en')}/s`
  if (process.stdout.isTTY) {
    const bar = new SingleBar(
      { format: `  ${what} {bar} {value}/{total} · {pace} · {eta_formatted} left`, etaBuffer: 50 },
      Presets.shades_classic,
    )
    bar.start(total, 0, { pace: '' })
    return {
      step(rows) {
        done += rows
        bar.increment(rows, { pace: pace() })
      },
      stop: () => bar.stop(),
    }
  }
  const line = () =>
    console.log(`  ${what}: ${done.toLocaleString('en')} of ${total.toLocaleString('en')}, ${pace()}`)
  const timer = setInterval(line, LINE_EVERY_MS)
  return {
    step: rows => {
      done += rows
    },
    stop: () => {
      clearInterval(timer)
      line()
    },
  }
}

endWithStarter()
runMain(command)
