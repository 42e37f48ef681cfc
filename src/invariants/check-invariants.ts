import { sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { compareRowsWithEvents } from '#orders/rebuild.ts'
import type { PaymentGateway } from '#payments/gateway.ts'
import { SEEDED_PAYMENT } from '#payments/seeded-payments.ts'
import { subscriptions } from '../subscriptions.ts'
import { invariants } from './invariants.ts'

export type Checked = {
  number: number
  says: string
  violations: number /** Set when it could not be checked. */
  why?: string
}

/** What the warehouse itself says that it has. */
export type WarehouseParcel = { order_id: string; state: string }

/**
 * Counts the violations of each invariant, all on one snapshot; every count must be 0. Changes nothing. `at`: the time it is
 * taken to be, where that is not the database's own.
 */
export async function checkInvariants(
  db: Db,
  gateway: Pick<PaymentGateway, 'listSince'>,
  at?: Date,
  parcels: readonly WarehouseParcel[] = [],
): Promise<Checked[]> {
  const charges = await chargesOf(db, gateway)
  return db.transaction(
    async tx => {
      // A whole shop is read: that may take longer than any request may.
      await tx.execute(sql`set local statement_timeout = 0`)
      await tx.execute(sql`set local idle_in_transaction_session_timeout = 0`)
      await tx.execute(sql`create temp table subscribed on commit drop as
        select * from jsonb_to_recordset(${JSON.stringify(subscribed)}::text::jsonb) as s(event text, queue text)`)
      await tx.execute(sql`create temp table provider_charges on commit drop as
        select * from jsonb_to_recordset(${JSON.stringify(charges ?? [])}::text::jsonb)
          as c(id text, order_id text, captured bigint, refunded bigint)`)
      await tx.execute(sql`create temp table warehouse_parcels on commit drop as
        select * from jsonb_to_recordset(${JSON.stringify(parcels)}::text::jsonb) as p(order_id uuid, state text)`)
      const folded = await compareRowsWithEvents(tx)
      const checked: Checked[] = []
      for (const { number, says, count } of invariants) {
        if (number === 12 && !charges) {
          checked.push({ number, says, violations: 1, why: 'the provider could not be asked' })
          continue
        }
        const [row] = await tx.execute(sql.raw(at ? countAt(count, at) : count))
        const violations = Number(Object.values(row ?? {})[0])
        checked.push({
          number,
          says,
          violations: number === 11 ? violations + folded.differences.length : violations,
        })
      }
      return checked
    },
    { isolationLevel: 'repeatable read' },
  )
}

const countAt = (count: string, at: Date) => count.replaceAll('now()', `timestamptz '${at.toISOString()}'`)

const subscribed = Object.entries(subscriptions).flatMap(([event, queues]) =>
  queues.map(queue => ({ event, queue: queue.name })),
)

type Charge = { id: string; order_id: string | null; captured: number; refunded: number }

/** The provider's succeeded charges since the first of our payments. Null: it could not be asked. */
async function chargesOf(db: Db, gateway: Pick<PaymentGateway, 'listSince'>): Promise<Charge[] | null> {
  const [first] = await db.$client<{ at: string | null }[]>`
    select min(created_at) as at from payments where not starts_with(coalesce(provider_id, ''), ${SEEDED_PAYMENT})`
  const listed = first?.at ? await gateway.listSince(new Date(first.at)) : []
  if (!listed) return null
  return listed
    .filter(payment => payment.status === 'succeeded')
    .map(({ providerId, orderId, capturedMinor, refundedMinor }) => ({
      id: providerId,
      order_id: orderId,
      captured: capturedMinor,
      refunded: refundedMinor,
    }))
}
