import type { Db } from '#platform/db/client.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { book } from '#slices/credit/book.ts'
import { giftCodeOf, keptOfCode } from '#slices/credit/gift-code.ts'
import { creditAccounts } from '#slices/credit/schema.ts'
import { writePromotion } from '#slices/promotions/create-promotion.ts'
import { newPromotionSchema } from '#slices/promotions/promotion-input.ts'
import type { Answer } from './process.ts'
import type { Random } from './random.ts'

const CODES = ['HUNT', 'SPARE'] as const
const HUNTER_CHANCE = 0.4

/** There are fewer uses of the first code than shoppers who would like one, and the second one is given beside it. */
export async function promoteSome(db: Db, random: Random): Promise<void> {
  const least = { amount: random.int(0, 2_500), currency: 'GBP' }
  const made = [
    {
      name: 'Hunt',
      code: 'HUNT',
      effect: { kind: 'percent', basisPoints: 1_500 },
      limitTotal: random.int(1, 4),
    },
    {
      name: 'Spare',
      code: 'SPARE',
      effect: { kind: 'buy_x_get_y', buy: 1, get: 1, percentOff: 50 },
      conditions: { minSubtotal: least },
      limitPerCustomer: 1,
    },
  ]
  for (const [index, promotion] of made.entries())
    await db.transaction(tx =>
      writePromotion(
        tx,
        {
          id: `0198c1b2-0000-7000-8000-0000000000f${index}`,
          ...newPromotionSchema.parse({ ...promotion, combines: true }),
        },
        { actor: 'system:command', at: new Date() },
      ),
    )
}

/** The codes that a shopper tries. Most try none. */
export function codesOf(random: Random): string[] | undefined {
  if (!random.chance(HUNTER_CHANCE)) return
  return random.chance(0.4) ? [...CODES] : [random.pick(CODES)]
}

/** The shop said that a code or a gift card cannot be used: nothing is held, and who wanted it goes away. */
export const isNoBargain = (answer: Answer<unknown>): answer is { kind: 'failed'; error: Refusal } =>
  answer.kind === 'failed' &&
  answer.error instanceof Refusal &&
  (answer.error.code === 'code_unknown' || answer.error.code === 'code_gone')

const CARDS = ['01', '02', '03'].map(last => `0198c1b2-0000-7000-8000-0000000001${last}`)
const CARD_CHANCE = 0.3

/** Several shoppers have the code of the same gift card, and none of them holds enough for everybody. */
export async function issueSome(db: Db, random: Random): Promise<void> {
  const at = new Date()
  for (const id of CARDS)
    await db.transaction(async tx => {
      await tx
        .insert(creditAccounts)
        .values({ id, kind: 'gift_card', ...keptOfCode(giftCodeOf(id)), currency: 'GBP', createdAt: at })
      const amountMinor = random.int(200, 9_000)
      await book(tx, [{ accountId: id, kind: 'issue', amountMinor, because: 'the simulation', at }])
    })
}

/** The gift cards that a shopper pays with. Most have none. */
export function giftCardsOf(random: Random): string[] | undefined {
  if (!random.chance(CARD_CHANCE)) return
  return random.chance(0.3) ? CARDS.map(giftCodeOf) : [giftCodeOf(random.pick(CARDS))]
}
