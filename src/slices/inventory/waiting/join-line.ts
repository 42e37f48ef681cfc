import { sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import type { DbOrTx, Tx } from '#platform/db/client.ts'
import type { Wish } from '../plan-allocation.ts'

/** Units of a variant that are not on a shelf. */
export type Shortfall = { variantId: string; quantity: number }

/** Whether every one of these can wait: it is sold beyond its stock today, and so many units more. */
export async function mayWait(db: DbOrTx, short: readonly Shortfall[]): Promise<boolean> {
  const [found] = await db.execute<{ variants: number }>(sql`
    select count(*)::int as variants
    from unnest(${sql.param(short.map(({ variantId }) => variantId))}::uuid[], ${sql.param(short.map(({ quantity }) => quantity))}::int[]) as w(variant_id, quantity)
    join back_orders o using (variant_id) where o.room >= w.quantity`)
  return found?.variants === short.length
}

/**
 * Locks the offers of these variants until the transaction ends. The shelves are locked before them, as everybody does. Units that come onto a shelf from now
 * on find those who wait.
 */
export async function lockOffers(tx: Tx, variantIds: readonly string[]): Promise<void> {
  await tx.execute(sql`
    select from back_order_offers where variant_id = any(${sql.param([...variantIds])}::uuid[]) order by variant_id for update`)
}

/** Puts these lines of an order at the end of the line, all of them or, as the answer false says, none. The caller holds the offers. */
export async function joinLine(tx: Tx, orderId: string, late: readonly Wish[]): Promise<boolean> {
  const column = (name: keyof Wish) => sql.param(late.map(wish => wish[name]))
  const [joined] = await tx.execute<{ lines: number }>(sql`
    with wanted as (
      select * from unnest(${sql.param(late.map(() => uuidv7()))}::uuid[], ${column('orderLineId')}::uuid[], ${column('variantId')}::uuid[], ${column('quantity')}::int[])
        as w(id, order_line_id, variant_id, quantity)
    ), selling as (
      select w.*, o.expected_on from wanted w join back_orders o using (variant_id) where o.room >= w.quantity
    ), counted as (
      update back_order_offers o set waiting = o.waiting + s.quantity from selling s where o.variant_id = s.variant_id returning s.*
    ), noted as (
      insert into waiting_lines (id, order_id, order_line_id, variant_id, quantity, waiting, told_on)
      select id, ${orderId}::uuid, order_line_id, variant_id, quantity, quantity, expected_on from counted returning 1
    )
    select count(*)::int as lines from noted`)
  return joined?.lines === late.length
}
