import { readLines } from '#slices/orders/queries.ts'
import { cancelOwnItems } from '#slices/orders/shop/cancel-own-items.ts'
import { cancelOwnOrder } from '#slices/orders/shop/cancel-own-order.ts'
import { changeOwnAddress } from '#slices/orders/shop/change-own-address.ts'
import { trackingTokenOf } from '#slices/orders/shop/tracking-token.ts'
import type { Process } from './process.ts'
import type { Random } from './random.ts'
import { noteSurprise } from './shopper.ts'
import { see, type World } from './world.ts'

const SOME = 0.4
const MOST_WISHES = 3
const wishes = [
  [3, 'move'],
  [1, 'cancel'],
  [2, 'take items out'],
] as const

/** Some shoppers want something else a while later: another address, yet another, or no order at all. */
export async function changeTheirMind(
  world: World,
  web: () => Process,
  { random, orderId, me }: { random: Random; orderId: string; me: string },
): Promise<void> {
  if (!random.chance(SOME)) return
  const key = { token: trackingTokenOf(orderId), customerId: null, isStaff: false }
  for (let left = random.int(1, MOST_WISHES); left > 0; left--) {
    await world.scheduler.wait(random.int(100, 90_000))
    const wish = random.weighed(wishes)
    const street = `${random.int(2, 9)} Moved Street`
    world.scheduler.note(
      `${me} wants to ${wish} ${orderId.slice(0, 8)}${wish === 'move' ? ` to ${street}` : ''}`,
    )
    const refundId = random.uuid()
    const chance = random.int(0, 99)
    const answer = await web().call(`${me} wants to ${wish}`, { kind: 'program' }, async ctx => {
      if (wish === 'cancel') return cancelOwnOrder(ctx, orderId, key)
      if (wish === 'move')
        return changeOwnAddress(ctx, { orderId, shippingAddress: { ...home, line1: street } }, key)
      const lines = await readLines(ctx.db, orderId)
      const line = lines[chance % lines.length]
      return cancelOwnItems(
        ctx,
        {
          orderId,
          refundId,
          lines: [{ sku: line?.sku ?? 'NONE', quantity: 1 + (chance % (line?.quantity ?? 1)) }],
        },
        key,
      )
    })
    see(world, `shopper: ${wish} ${answer.kind === 'answered' ? 'done' : 'refused or lost'}`)
    noteSurprise(world, `${me}, who wants to ${wish}`, answer)
  }
}

const home = { name: 'Ana Moss', line1: '', city: 'London', postalCode: 'SW1A 1AA', country: 'GB' }
