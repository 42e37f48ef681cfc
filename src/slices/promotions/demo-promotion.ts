import type { Tx } from '#platform/db/client.ts'
import { writePromotion } from './create-promotion.ts'
import { newPromotionSchema } from './promotion-input.ts'

/** Nothing automatic: a newcomer types the code. */
const welcome = newPromotionSchema.parse({
  name: 'Ten per cent off the first try',
  code: 'WELCOME10',
  effect: { kind: 'percent', basisPoints: 1_000 },
  limitPerCustomer: 1,
})

export async function demoPromotion(tx: Tx): Promise<void> {
  const id = '00000000-0000-7000-8000-000000000510'
  await writePromotion(tx, { id, ...welcome }, { actor: 'system:command', at: new Date() })
}
