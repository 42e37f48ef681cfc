import { desc, eq } from 'drizzle-orm'
import { askSandbox } from '#proof/testing/ask-sandbox.ts'
import { confirmedOrder } from '#proof/testing/confirmed-order.ts'
import { ownFloorOf } from '#proof/testing/own-floor.ts'
import type { RestShop } from '#proof/testing/rest-shop.ts'
import { stockUp } from '#proof/testing/stock-up.ts'
import { carrierCalls } from '#sandbox/testing/carrier-calls.ts'
import type { Order } from '#slices/orders/order.ts'
import { labels, trackingEvents } from './schema.ts'
import { settleLabel } from './settle-label.ts'

export type SandboxLabel = {
  id: string
  parcelId: string
  state: string
  carrier: string
  service: string
  trackingNumber: string
  cost: { amount: number; currency: string }
}

type Shipping = NonNullable<Parameters<typeof confirmedOrder>[1]>
type Box = { weightGrams?: number; sku?: string }

let serial = 0

/** A floor of our own whose labels are bought, and the carrier on the other side, as tests see both. */
export function carrierOf(shop: () => RestShop, headers: () => Record<string, string>) {
  const floor = ownFloorOf(shop, headers)
  const { ask, press } = carrierCalls(() => shop().sandbox)
  const ctx = () => ({ ...shop().ctx, actor: { kind: 'system', name: 'carrier' } as const })
  /** Where the labels of the north come from. */
  const setLabels = (from: 'typed' | 'bought') =>
    shop().send('PATCH', '/api/v1/admin/warehouses/north', {
      headers: headers(),
      body: { labels: from, reason: 'We buy them' },
    })
  return {
    ...floor,
    ctx,
    setLabels,
    /** The north is ours, has something on a shelf, and buys its labels. */
    async openToBuy() {
      await stockUp(shop().db, { sku: 'FIRST', units: { north: 1 } })
      await floor.open()
      await setLabels('bought')
    },
    ask,
    press,
    settle: (parcelId: string, { at }: { at?: Date } = {}) =>
      settleLabel({ ...ctx(), ...(at && { now: () => at }) }, parcelId),
    /** An order whose only parcel is packed on our floor. */
    async packed(
      shipping: Omit<Shipping, 'lines'> = {},
      { weightGrams = 900, sku }: Box = {},
    ): Promise<Order> {
      const ware = sku ?? (await stockUp(shop().db, { sku: `BOX-${++serial}`, units: { north: 2 } })).sku
      const order = await confirmedOrder(shop(), { ...shipping, lines: [{ sku: ware, quantity: 2 }] })
      await floor.handOver(order)
      const wave = await floor.wave()
      for (const task of await floor.tasks(wave.id))
        await floor.scan({ kind: 'pick', task: task.id, code: task.sku, quantity: task.wanted })
      await floor.post(`/parcels/${order.id}/pack`, { weightGrams })
      await floor.hear()
      return order
    },
    /** Newest first. */
    labelsOf: (parcelId: string) =>
      shop().db.select().from(labels).where(eq(labels.parcelId, parcelId)).orderBy(desc(labels.notedAt)),
    scansOf: (labelId: string) =>
      shop()
        .db.select()
        .from(trackingEvents)
        .where(eq(trackingEvents.labelId, labelId))
        .orderBy(trackingEvents.at),
    /** What the carrier has sold for the parcel, by its own books. */
    async soldFor(parcelId: string) {
      const answer = await fetch(`${shop().sandbox.url}/_sandbox/labels?parcelId=${parcelId}`)
      return (await answer.json()) as SandboxLabel[]
    },
    fault: (kind: string, more: { count?: number; ms?: number } = {}) =>
      askSandbox(shop()).fault({ service: 'carrier', kind, ...more }),
  }
}
