import { and, inArray, sql } from 'drizzle-orm'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { provedEmailOf, withoutAccount } from '#slices/customers/queries.ts'
import { isOfEmail } from '../desk/search.ts'
import { orders } from '../schema.ts'

/**
 * A customer proved their address: the orders that were placed with it without an account join theirs. An order of another account
 * stays there, whatever address was typed into it. A second run finds nothing to move.
 */
export async function joinGuestOrders(
  ctx: Pick<Ctx, 'db' | 'log'>,
  { customerId }: { customerId: string },
): Promise<void> {
  const email = await provedEmailOf(ctx.db, customerId)
  if (!email) return
  const found = await ctx.db
    .select({ id: orders.id, customerId: orders.customerId })
    .from(orders)
    .where(and(isOfEmail(email), sql`customer_id is distinct from ${customerId}::uuid`))
  const buyers = found.flatMap(order => order.customerId ?? [])
  const guests = new Set(await withoutAccount(ctx.db, buyers))
  const theirs = found.filter(order => order.customerId === null || guests.has(order.customerId))
  if (theirs.length === 0) return
  await ctx.db
    .update(orders)
    .set({ customerId })
    .where(
      inArray(
        orders.id,
        theirs.map(({ id }) => id),
      ),
    )
  ctx.log.info({ customerId, orders: theirs.length }, 'orders of a guest joined an account')
}
