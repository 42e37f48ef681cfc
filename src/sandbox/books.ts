import { Hono } from 'hono'
import { z } from 'zod'
import { actByHand, byHandSchema } from '#sandbox/bank/by-hand.ts'
import type { ChargeRow } from '#sandbox/bank/rows.ts'
import { bookedLabel, type LabelRow, labelObject } from '#sandbox/carrier/label.ts'
import { type EmailRow, readList } from '#sandbox/mail/mailbox.ts'
import { bookedShipment, type ShipmentRow } from '#sandbox/warehouse/shipment.ts'
import { stripeId } from './ids.ts'
import type { Sandbox, SandboxEnv } from './sandbox.ts'

/** Enough for the longest test run; the answer stays under a second. */
const mostListed = 100_000

/** The events as the other side saw them, oldest first; `limit` keeps the newest. */
export function bookRoutes(sandbox: Sandbox) {
  const { store, log } = sandbox
  const app = new Hono<SandboxEnv>()
  app.get('/charges', c => {
    const rows = list<ChargeRow>(
      `charges WHERE status = 'succeeded'`,
      { order_id: c.req.query('orderId') },
      c.req.query('limit'),
    )
    return c.json(
      rows.map(row => ({
        id: row.id,
        orderId: row.order_id,
        amount: row.amount,
        currency: row.currency,
        status: row.status,
        refunded: row.amount_refunded,
        paymentIntentId: row.payment_intent_id,
      })),
    )
  })
  app.get('/emails', c => {
    const rows = list<EmailRow>(
      'emails WHERE 1',
      { order_number: c.req.query('orderNumber') },
      c.req.query('limit'),
    )
    return c.json(
      rows.map(row => ({
        id: row.id,
        to: readList(row.recipients).map(bareAddress).join(', '),
        subject: row.subject,
        text: row.text,
        orderNumber: row.order_number,
        sentAt: new Date(row.sent_at_ms).toISOString(),
      })),
    )
  })
  parcelRoutes(app, sandbox, list)
  app.post('/bank', async c => {
    const parsed = byHandSchema.safeParse(await c.req.json().catch(() => undefined))
    if (!parsed.success) return c.json({ message: z.prettifyError(parsed.error) }, 422)
    const call = { ...sandbox, requestId: stripeId('req'), idempotencyKey: null }
    const { status, body } = store.transaction(() => actByHand(call, parsed.data))
    return c.json(body, status as 200)
  })
  app.post('/reset', c => {
    store.reset()
    log.warn({}, 'every book was emptied')
    return c.json({ reset: true })
  })
  app.get('/health', c => c.json({ ok: true }))
  return app

  function list<Row>(
    book: string,
    filters: Record<string, string | undefined>,
    limit: string | undefined,
  ): Row[] {
    const asked = Number(limit ?? mostListed)
    const most = Number.isInteger(asked) && asked > 0 ? Math.min(asked, mostListed) : mostListed
    const set = Object.entries(filters).filter(
      (filter): filter is [string, string] => filter[1] !== undefined,
    )
    return store
      .all<Row>(
        `SELECT * FROM ${book} ${set.map(([column]) => `AND ${column} = ?`).join(' ')} ORDER BY seq DESC LIMIT ?`,
        ...set.map(([, value]) => value),
        most,
      )
      .reverse()
  }
}

type List = <Row>(
  book: string,
  filters: Record<string, string | undefined>,
  limit: string | undefined,
) => Row[]

/** Every parcel that the warehouse was handed or the carrier was told of, and every label that the carrier sold. */
function parcelRoutes(app: Hono<SandboxEnv>, sandbox: Sandbox, list: List) {
  app.get('/shipments', c => {
    const where = {
      parcel_id: c.req.query('parcelId'),
      order_id: c.req.query('orderId'),
      order_number: c.req.query('orderNumber'),
    }
    const limit = c.req.query('limit')
    const ofWarehouse = list<ShipmentRow>('shipments WHERE 1', where, limit).map(bookedShipment)
    if (c.req.query('of') === 'warehouse') return c.json(ofWarehouse)
    return c.json([
      ...ofWarehouse,
      ...list<LabelRow>('carrier_labels WHERE 1', where, limit).map(bookedLabel),
    ])
  })
  app.get('/labels', c => {
    const where = {
      id: c.req.query('id'),
      parcel_id: c.req.query('parcelId'),
      order_id: c.req.query('orderId'),
    }
    return c.json(
      list<LabelRow>('carrier_labels WHERE 1', where, c.req.query('limit')).map(row =>
        labelObject(row, sandbox.url),
      ),
    )
  })
}

const bareAddress = (address: string) => /<([^<>]+)>\s*$/.exec(address)?.[1] ?? address
