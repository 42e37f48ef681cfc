import { eq, sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { variants } from '../schema.ts'
import type { SetPriceInput } from './product-input.ts'

/**
 * Sets the price of a variant from this moment on; the row of the one before stays, with the moment at which it ended. Orders keep
 * the price that they were placed at. A cart says that its price has changed, and an order at the old total is refused.
 */
export async function setPrice(
  ctx: Pick<Ctx, 'db'>,
  { sku, amount, currency }: SetPriceInput,
): Promise<void> {
  await ctx.db.transaction(async tx => {
    const [variant] = await tx
      .select({ id: variants.id })
      .from(variants)
      .where(eq(variants.sku, sku))
      .for('no key update')
    if (!variant) throw new Refusal('not_found', `There is no SKU ${sku}.`)
    const [was] = await tx.execute<{ id: string; isSame: boolean }>(sql`
      select id, amount_minor = ${amount} and currency = ${currency} as "isSame" from prices
      where variant_id = ${variant.id} and valid_to is null`)
    if (was?.isSame) return
    // By the clock and not by the transaction, which may have waited for the writer of the price before.
    const [ended] = was
      ? await tx.execute<{ at: string }>(sql`
          update prices set valid_to = greatest(clock_timestamp(), valid_from) where id = ${was.id} returning valid_to::text as at`)
      : []
    await tx.execute(sql`
      insert into prices (id, variant_id, amount_minor, currency, valid_from)
      values (${uuidv7()}, ${variant.id}, ${amount}, ${currency}, coalesce(${ended?.at ?? null}::timestamptz, clock_timestamp()))`)
  })
}
