import { sql } from 'drizzle-orm'
import type { DbOrTx } from '#platform/db/client.ts'

const MOST = 1_000

/**
 * Takes over what a process of the version before noted of orders that are under way: it knew no parcels, so each of its orders is one
 * parcel with the order's id. The migration did this once, and a process of that version may still run beside this one.
 */
export async function adoptDispatches(db: DbOrTx): Promise<void> {
  await db.execute(sql`
    insert into parcels (id, order_id, state, carrier, tracking_number, facts_at, dispatched_at, updated_at, ask_at, asks, missing_since)
    select order_id, order_id, state, carrier, tracking_number, facts_at, dispatched_at, updated_at, ask_at, asks, missing_since
    from dispatches d where ask_at is not null
      and not exists (select from parcels p where p.id = d.order_id) limit ${MOST}
    on conflict do nothing`)
}
