import type { ShopProcesses } from './processes.ts'

type Disaster = {
  name: string
  weight: number
  strike: (shop: ShopProcesses, draw: () => number) => Promise<void>
}

const one = <T>(items: readonly T[], draw: () => number) => items[Math.floor(draw() * items.length)] as T
const pause = (ms: number) => new Promise<void>(done => setTimeout(done, ms))
/** A process manager takes about so long to notice. */
const DEAD_MS = 1_000

function killOf(what: string, weight: number, names: Parameters<ShopProcesses['kill']>[0][]): Disaster {
  return {
    name: `kill -9 of ${what}`,
    weight,
    async strike(shop, draw) {
      const name = one(names, draw)
      await shop.kill(name)
      await pause(DEAD_MS)
      await shop.start(name)
    },
  }
}

/** The disasters that strike a shop sooner or later; here they come every few seconds. */
export const disasters: readonly Disaster[] = [
  killOf('a web process', 4, ['web-1', 'web-2']),
  killOf('a worker', 4, ['worker-1', 'worker-2']),
  killOf('bank, mail and warehouse', 2, ['sandbox']),
  { name: 'Postgres restarted in immediate mode', weight: 2, strike: shop => shop.restartPostgres() },
  { name: 'every database connection terminated', weight: 3, strike: shop => shop.terminateBackends() },
  {
    name: 'the bank is slow',
    weight: 2,
    async strike(shop, draw) {
      await shop.armBank({
        service: 'stripe',
        kind: 'latency',
        ms: 200 + Math.floor(draw() * 2_000),
        count: 40,
      })
    },
  },
  {
    name: 'the bank is down',
    weight: 1,
    strike: shop => shop.armBank({ service: 'stripe', kind: 'down', ms: 4_000 }),
  },
  {
    name: 'the bank charges and does not answer',
    weight: 2,
    strike: shop => shop.armBank({ service: 'stripe', kind: 'timeout_after', count: 6, ms: 1_000 }),
  },
  {
    name: 'the bank fails with 500',
    weight: 2,
    strike: shop => shop.armBank({ service: 'stripe', kind: 'error_500', count: 4 }),
  },
  {
    name: 'webhooks lost and doubled',
    weight: 2,
    async strike(shop) {
      await shop.armBank({ service: 'stripe', kind: 'drop_webhook', count: 5 })
      await shop.armBank({ service: 'stripe', kind: 'duplicate_webhook', count: 5 })
      await shop.armBank({ service: 'warehouse', kind: 'duplicate_webhook', count: 5 })
    },
  },
  {
    name: 'mail and warehouse fail',
    weight: 1,
    async strike(shop) {
      await shop.armBank({ service: 'resend', kind: 'error_500', count: 5 })
      await shop.armBank({ service: 'warehouse', kind: 'timeout_after', count: 3, ms: 500 })
    },
  },
]

/** One by weight. */
export function drawDisaster(draw: () => number): Disaster {
  const pot = disasters.flatMap(disaster => Array<Disaster>(disaster.weight).fill(disaster))
  return one(pot, draw)
}
