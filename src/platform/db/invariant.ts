import type { DbOrTx } from './client.ts'

/**
 * What must hold, as SQL that counts its violations. The queries find what follows each event, and since when, in
 * `subscribed(event, queue, since)`, the provider's books in `provider_charges(id, order_id, captured, refunded)` and
 * `provider_disputes(id, payment, amount, state, old)`, and the warehouse's in `warehouse_parcels(order_id, state)`, empty where they
 * cannot be read.
 */
export type Invariant = {
  /** The docs and the simulator know it by its number. */
  number: number
  says: string
  count: string
  /** Violations that SQL cannot see. */
  alsoCount?: (db: DbOrTx) => Promise<number>
}
