import { caseOutcomes } from '#slices/cases/case.ts'
import { openCase } from '#slices/cases/open-case.ts'
import { settleCase } from '#slices/cases/settle-case.ts'
import { takeIn } from '#slices/fulfillment/take-in.ts'
import { mergeStock } from '#slices/inventory/merge-stock.ts'
import { splitStock } from '#slices/inventory/split-stock.ts'
import { endOffer, setOffer } from '#slices/inventory/waiting/set-offer.ts'
import { cancelOrder } from '#slices/orders/cancel-order.ts'
import { exceptionKinds } from '#slices/orders/delivery/exceptions.ts'
import { reviewOrder } from '#slices/orders/desk/review-order.ts'
import { cancelItems } from '#slices/orders/items/cancel-items.ts'
import { readLines } from '#slices/orders/queries.ts'
import { refundOrder } from '#slices/orders/refunds/refund-order.ts'
import { parcelsEverywhere, parcelsOf } from './floor.ts'
import type { Process } from './process.ts'
import type { Random } from './random.ts'
import type { Goods } from './shop-floor.ts'
import { noteSurprise, type Told } from './shopper.ts'
import { dayAhead } from './waiting.ts'
import { see, type World } from './world.ts'

const actor = { kind: 'staff', id: '00000000-0000-7000-8000-000000000001', name: 'Staff' } as const

const ACTS = [
  [3, 'cancel'],
  [4, 'take items out'],
  [2, 'refund'],
  [2, 'refund a part'],
  [2, 'return'],
  [4, 'ship'],
  [2, 'deliver'],
  [2, 'report a parcel'],
  [2, 'settle a case'],
  [1, 'review'],
  [2, 'split stock'],
  [2, 'merge stock'],
  [3, 'sell beyond stock'],
  [1, 'sell from the shelf alone'],
] as const

/** A buyer who went to their bank often writes to the shop as well. */
const GIVING_BACK = [
  [2, 'refund'],
  [2, 'refund a part'],
  [1, 'return'],
] as const

/** One thing a person at the desk does to some order, whatever state it is in. */
export async function actAtTheDesk(
  world: World,
  webs: readonly Process[],
  desk: { random: Random; told: readonly Told[]; goods: Goods },
): Promise<void> {
  const { random, told, goods } = desk
  if (told.length === 0) return
  const disputed = random.chance(0.3) ? await disputedOrders(world) : []
  const halfGone = random.chance(0.3) ? await halfGoneOrders(world) : []
  const { orderId } = random.pick([disputed, halfGone].find(some => some.length > 0) ?? told)
  const refundId = random.uuid()
  const { variantId, sku } = random.pick(goods)
  const act =
    disputed.length > 0
      ? random.weighed(GIVING_BACK)
      : halfGone.length > 0
        ? random.pick(['cancel', 'take items out'] as const)
        : random.weighed(ACTS)
  world.scheduler.note(`staff: ${act} ${orderId.slice(0, 8)}`)
  const answer = await random.pick(webs).call(`staff ${act}`, actor, async ctx => {
    switch (act) {
      case 'cancel':
        return cancelOrder(ctx, { orderId, reason: 'changed their mind' })
      case 'take items out': {
        // The shopper may have been told of an order that never came to be.
        const known = await readLines(ctx.db, orderId)
        if (known.length === 0) return
        const line = random.pick(known)
        const lines = [{ lineId: line.id, quantity: random.int(1, line.quantity) }]
        return cancelItems(ctx, { orderId, reason: 'not all of it', refundId, lines })
      }
      case 'refund':
        return refundOrder(ctx, { refundId, orderId, of: { kind: 'rest' }, reason: 'broken' })
      case 'refund a part':
        return refundOrder(ctx, {
          refundId,
          orderId,
          of: { kind: 'amount', amountMinor: 250 },
          reason: 'scratched',
        })
      case 'return': {
        const [line] = await readLines(ctx.db, orderId)
        if (!line) return
        const lines = [{ lineId: line.id, quantity: 1, restock: true }]
        return refundOrder(ctx, {
          refundId,
          orderId,
          of: { kind: 'lines', lines, shipping: false },
          reason: 'not liked',
        })
      }
      case 'ship':
        return eachHere(world, orderId, parcelId =>
          takeIn(ctx, { orderId, parcelId, to: 'shipped', carrier: 'Royal Parcel', at: ctx.now() }),
        )
      case 'deliver':
        return eachHere(world, orderId, parcelId =>
          takeIn(ctx, { orderId, parcelId, to: 'delivered', at: ctx.now() }),
        )
      case 'report a parcel': {
        const kind = random.pick(exceptionKinds)
        const caseId = random.uuid()
        const [parcel] = (await parcelsOf(world)).filter(({ order_id }) => order_id === orderId)
        return openCase(ctx, { id: caseId, parcelId: parcel?.parcel_id ?? orderId, kind })
      }
      case 'settle a case': {
        const caseId = (await openCases(world))[0]?.id ?? refundId
        const outcome = random.pick(caseOutcomes)
        return settleCase(ctx, { caseId, outcome, reason: 'decided', restock: random.chance(0.5) })
      }
      case 'split stock':
        return splitStock(ctx, { variantId, buckets: 4 })
      case 'merge stock':
        return mergeStock(ctx, { variantId })
      case 'sell beyond stock':
        return setOffer(ctx, { sku, expectedOn: dayAhead(random.int(0, 30)), most: random.int(1, 12) })
      case 'sell from the shelf alone':
        return endOffer(ctx, { sku })
      case 'review':
        return reviewOrder(ctx, { orderId, note: 'looked at' })
    }
  })
  if (answer.kind === 'answered') see(world, `staff: ${act} done`)
  else noteSurprise(world, `staff ${act}`, answer)
}

const disputedOrders = (world: World) =>
  world.db.$client<{ orderId: string }[]>`select order_id as "orderId" from disputes order by opened_at, id`

const openCases = (world: World) =>
  world.db.$client<{ id: string }[]>`select id from cases where state = 'open' order by opened_at, id`

/** Orders of which the warehouse has sent one parcel and has another: somebody calls them off in that very hour. */
async function halfGoneOrders(world: World) {
  const byOrder = Map.groupBy(await parcelsEverywhere(world), parcel => parcel.order_id)
  return [...byOrder].flatMap(([orderId, parcels]) => {
    const gone = parcels.filter(({ state }) => state === 'shipped' || state === 'delivered')
    return gone.length > 0 && gone.length < parcels.length ? [{ orderId }] : []
  })
}

/**
 * The warehouse never says that a parcel left which it never had, or after it has stopped it. If it did, a person would be asked,
 * rightly.
 */
async function eachHere(world: World, orderId: string, say: (parcelId: string) => Promise<unknown>) {
  const parcels = await parcelsOf(world)
  for (const parcel of parcels)
    if (parcel.order_id === orderId && parcel.state !== 'cancelled') await say(parcel.parcel_id)
}
