import { eq } from 'drizzle-orm'
import { Webhook } from 'standardwebhooks'
import type { Ctx } from '#platform/jobs/ctx.ts'
import type { Queue } from '#platform/jobs/queue.ts'
import { env } from '#platform/lib/env.ts'
import { announcementOf } from '#proof/testing/confirmed-order.ts'
import type { TestShop } from '#proof/testing/test-shop.ts'
import type { Order } from '#slices/orders/order.ts'
import { readEvents } from '#slices/orders/queries.ts'
import { parcels } from './schema.ts'
import { answerCallback } from './webhook.ts'

export type Said = {
  state: string
  parcelId?: string
  id?: string
  secret?: string
  at?: Date
  carrier?: string | null
  trackingNumber?: string | null
}

/** A parcel as the warehouse lists it. */
export type Shipment = { parcelId: string; orderNumber: string; warehouse: string | null; state: string }

/** A message like the warehouse's own, with its signature. `body` replaces the content. */
export function signed(
  orderId: string,
  {
    state,
    id = `msg_${crypto.randomUUID()}`,
    secret = env().warehouse.webhookSecret,
    at = new Date(),
    ...parcel
  }: Said,
  body = JSON.stringify({
    type: `shipment.${state}`,
    timestamp: at.toISOString(),
    data: { orderId, orderNumber: 'O-0000-0000', state, ...parcel },
  }),
) {
  const headers = new Headers({
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(secret).sign(id, at, body),
  })
  return { headers, body }
}

/** The shop's half of the warehouse as tests see it. */
export function warehouseOf(shop: () => TestShop) {
  const ctx = (): Ctx => ({ ...shop().ctx, actor: { kind: 'system', name: 'warehouse' } })
  return {
    ctx,
    async run(queue: Queue, order: Order, event: string) {
      const announcement = await announcementOf(shop(), order.id, event)
      await queue.perform(shop().ctx, announcement, { id: 'job', attempt: 1 })
    },
    async shipmentsOf(order: Order) {
      const answer = await fetch(`${shop().sandbox.url}/_sandbox/shipments?orderId=${order.id}`)
      return answer.json() as Promise<Shipment[]>
    },
    /** Moves the order, or one parcel of it, one step on at the warehouse's own floor. */
    async advance(order: Order, parcelId?: string) {
      await fetch(`${shop().sandbox.url}/floor/advance`, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded', origin: shop().sandbox.url },
        body: new URLSearchParams(parcelId ? { parcelId } : { orderId: order.id }),
        redirect: 'manual',
      })
    },
    async callBack(orderId: string, message: Said): Promise<number> {
      const { headers, body } = signed(orderId, message)
      return (await answerCallback(ctx(), headers, body)).status
    },
    async dispatchOf(order: Order) {
      const [row] = await shop().db.select().from(parcels).where(eq(parcels.orderId, order.id))
      return row
    },
    async storyOf(order: Order) {
      return (await readEvents(shop().db, order.id)).map(({ type }) => type).slice(2)
    },
  }
}
