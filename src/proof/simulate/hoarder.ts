import { orderInput } from '#proof/testing/order-input.ts'
import { placeOrder } from '#slices/orders/placing/place-order.ts'
import type { Process } from './process.ts'
import type { Random } from './random.ts'
import { noteSurprise } from './shopper.ts'
import { see, type World } from './world.ts'

/** Cards that ask for 3-D Secure or are declined: either holds stock for a while and costs nothing. */
const cards = [
  [4, 'pm_card_authenticationRequired'],
  [1, 'pm_card_chargeDeclined'],
] as const

/** Somebody with one email who orders again and again, all at once, and never means to pay. */
export async function hoard(
  world: World,
  webs: readonly Process[],
  goods: readonly { sku: string }[],
  { number, random }: { number: number; random: Random },
): Promise<void> {
  const email = `hoarder-${number}@example.com`
  for (let order = random.int(6, 12); order > 0; order--) {
    const input = orderInput({
      orderId: random.uuid(),
      email,
      lines: [{ sku: random.pick(goods).sku, quantity: random.int(3, 6) }],
      payment: { method: random.weighed(cards) },
    })
    const address = `203.0.113.${random.int(1, 3)}`
    world.scheduler.after(random.int(0, 3_000), `hoarder ${number} places`, async () => {
      const answer = await random
        .pick(webs)
        .call(`hoarder ${number} places`, { kind: 'program' }, ctx =>
          placeOrder({ ...ctx, address }, input, { customerId: null }),
        )
      if (answer.kind === 'answered') see(world, `hoarder: told ${answer.value.kind}`)
      else if (answer.kind === 'failed') see(world, 'hoarder: refused')
      noteSurprise(world, `hoarder ${number}`, answer)
    })
  }
}
