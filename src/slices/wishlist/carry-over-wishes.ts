import { sql } from 'drizzle-orm'
import type { Db } from '#platform/db/client.ts'
import { lockList } from './lock-list.ts'

/** Moves a visitor's wishes to the account that they signed in to. When the list gets full, the oldest of them stay out. */
export async function carryOverWishes(db: Db, visitorId: string, customerId: string): Promise<void> {
  if (visitorId === customerId) return
  await db.transaction(async tx => {
    const { room } = await lockList(tx, customerId)
    await tx.execute(sql`
      insert into wishes (customer_id, product_id, by_visitor, wished_at)
      select ${customerId}, product_id, false, wished_at from wishes theirs
      where customer_id = ${visitorId}
        and not exists (select from wishes own where own.customer_id = ${customerId} and own.product_id = theirs.product_id)
      order by wished_at desc limit ${Math.max(0, room)}`)
    await tx.execute(sql`delete from wishes where customer_id = ${visitorId}`)
  })
}
