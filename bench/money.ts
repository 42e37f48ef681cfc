import { v7 as uuidv7 } from 'uuid'
import { price } from '#slices/pricing/price.ts'
import type { Cart, Rules } from '#slices/pricing/rules.ts'
import { createPromotion } from '#slices/promotions/create-promotion.ts'
import { makeCodes } from '#slices/promotions/make-codes.ts'
import type { Effect, LivePromotion } from '#slices/promotions/promotion.ts'
import { newPromotionSchema } from '#slices/promotions/promotion-input.ts'
import { closedLoop } from './load.ts'
import { placeByRest } from './orders.ts'
import { ms, type Section } from './section.ts'
import { openStage, type Stage } from './stage.ts'

const MOST_OF_PRICE_MS = 5
const MOST_OF_A_CODE = 1.1
const MOST_SECONDS_OF_A_MILLION = 60
const ROUNDS = 6

/** What pricing costs a large cart under many promotions, what a code costs an order, and how long a million codes take. */
export const money: Section = {
  name: 'money',
  about: 'pricing under many promotions, orders with a code, and codes by the million',
  async run({ seconds, say }) {
    say('pricing')
    const priced = middle(Array.from({ length: 200 }, () => timed(() => price(large, many))).slice(20))
    const stage = await openStage({ skus: 1_000 })
    try {
      const { plain, coded } = await placed(stage, seconds, say)
      say('a million codes')
      const codesSeconds = await aMillion(stage)
      return {
        tables: [
          {
            title: 'The middle of each; orders one at once, in turn',
            rows: [
              ['what', 'p50 ms'],
              ['pricing 50 lines under 200 live promotions', ms(priced)],
              ['placing an order', ms(plain)],
              ['placing it with a code', ms(coded)],
              ['making a million single-use codes', ms(codesSeconds * 1_000)],
            ],
          },
        ],
        bars: [
          {
            bar: 'pricing 50 lines under 200 live promotions takes at most 5 ms',
            figure: `${ms(priced)} ms`,
            met: priced <= MOST_OF_PRICE_MS,
          },
          {
            bar: 'an order with a code takes at most 1.1 times as long as one without',
            figure: (coded / plain).toFixed(2),
            met: coded / plain <= MOST_OF_A_CODE,
          },
          {
            bar: 'a million codes are made within a minute',
            figure: `${codesSeconds.toFixed(0)} s`,
            met: codesSeconds <= MOST_SECONDS_OF_A_MILLION,
          },
        ],
      }
    } finally {
      await stage.close()
    }
  },
}

const kinds: readonly Effect[] = [
  { kind: 'percent', basisPoints: 1_000 },
  { kind: 'amount', amount: { amount: 500, currency: 'GBP' } },
  { kind: 'free_delivery' },
  { kind: 'buy_x_get_y', buy: 2, get: 1, percentOff: 50 },
]

const large: Cart = {
  lines: Array.from({ length: 50 }, (_, index) => ({
    productId: `product-${index}`,
    unitPriceMinor: 999 + 137 * index,
    quantity: 1 + (index % 4),
    taxClass: index % 3 ? 'standard' : 'reduced',
  })),
  deliveryMinor: 495,
  currency: 'GBP',
}

/** Half of them combine, and half are about a few products. */
const many: Rules = {
  promotions: Array.from({ length: 200 }, (_, index) => promotionOf(index)),
  rateOf: taxClass => ({
    name: 'VAT',
    rateBasisPoints: taxClass === 'standard' ? 2_000 : 500,
    treatment: taxClass === 'standard' ? 'standard' : 'reduced',
  }),
  taxIncluded: true,
  isFirstOrder: false,
}

function promotionOf(index: number): LivePromotion {
  return {
    id: `p${index}`,
    version: 1,
    name: `Promotion ${index}`,
    code: null,
    codeId: null,
    effect: kinds[index % kinds.length] as Effect,
    conditions: {},
    combines: index % 2 === 0,
    limitPerCustomer: null,
    productIds: index % 3 ? new Set([`product-${index % 50}`, `product-${(index * 7) % 50}`]) : null,
  }
}

/** Placed in turn, a few rounds, since the machine's speed changes. The first round warms up. */
async function placed(stage: Stage, seconds: number, say: (sentence: string) => void) {
  await promote(stage, 'BENCH10')
  const rounds = { plain: [] as number[], coded: [] as number[] }
  for (let round = 0; round < ROUNDS; round++) {
    say(`round ${round + 1} of ${ROUNDS}`)
    for (const [name, codes] of [
      ['plain', []],
      ['coded', ['BENCH10']],
    ] as const) {
      const { latency, answers } = await closedLoop({
        inFlight: 1,
        seconds: Math.max(1, seconds / ROUNDS),
        shot: index =>
          placeByRest(stage, [{ sku: stage.skus[index % stage.skus.length] ?? '', quantity: 1 }], codes),
      })
      const others = Object.keys(answers).filter(word => word !== 'confirmed')
      if (others.length) throw new Error(`Orders were answered ${others.join(', ')}.`)
      if (round > 0) rounds[name].push(latency.p50)
    }
  }
  return { plain: middle(rounds.plain), coded: middle(rounds.coded) }
}

async function promote({ shop: { db } }: Stage, code: string): Promise<string> {
  const id = uuidv7()
  const promotion = newPromotionSchema.parse({ name: code, code, effect: kinds[0] })
  await createPromotion({ db, actor: { kind: 'program' }, now: () => new Date() }, { id, ...promotion })
  return id
}

async function aMillion(stage: Stage): Promise<number> {
  const promotionId = await promote(stage, 'MILLION')
  const ctx = { db: stage.shop.db, actor: { kind: 'program' as const }, now: () => new Date() }
  const startedAt = performance.now()
  await makeCodes(ctx, { id: uuidv7(), promotionId, count: 1_000_000, prefix: '' })
  return (performance.now() - startedAt) / 1_000
}

function timed(work: () => unknown): number {
  const startedAt = performance.now()
  work()
  return performance.now() - startedAt
}

const middle = (all: readonly number[]) => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0
