import { sql } from 'drizzle-orm'
import type { Tx } from '#platform/db/client.ts'
import { actorName } from '#platform/lib/actor.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import type { RequestCtx } from '#platform/trpc/init.ts'
import { formatMoney } from '#platform/ui/format.ts'
import { lockVariants, type PricedVariant } from './lock-variants.ts'
import type { NewSale } from './sale-input.ts'
import { saleWords } from './sale-words.ts'

/** Of one variant, scheduled or running. A page lists them, and a price is looked for among them. */
const MOST_AHEAD = 50

/**
 * Sets what variants of a product cost for a time, from now or from a moment that is still to come. Amounts are worked out now, so a later
 * change of the regular price does not move them. The same id again changes nothing.
 */
export async function setSale(
  ctx: Pick<RequestCtx, 'db' | 'actor'>,
  { id, productId, ...sale }: NewSale & { id: string; productId: string },
): Promise<void> {
  const actor = actorName(ctx.actor)
  await ctx.db.transaction(async tx => {
    const variants = await lockVariants(tx, productId, sale.skus)
    const [known] = await tx.execute<{ productId: string }>(sql`
      select v.product_id as "productId" from sale_prices s join variants v on v.id = s.variant_id where s.sale_id = ${id} limit 1`)
    if (known?.productId === productId) return
    if (known) throw new Refusal('idempotency_key_reused', 'Another sale was set under this id.')
    const span = await spanOf(tx, sale)
    const priced = variants.map(variant => ({ ...variant, saleMinor: salePrice(variant, sale) }))
    await refuseOverlap(tx, variants, span)
    for (const { id: variantId, currency, saleMinor } of priced)
      await tx.execute(sql`
        insert into sale_prices (sale_id, variant_id, amount_minor, currency, starts_at, ends_at, actor)
        values (${id}, ${variantId}, ${saleMinor}, ${currency}, ${span.startsAt}::timestamptz, ${span.endsAt}::timestamptz, ${actor})`)
  })
}

/** Moments of the database's clock, as text, because a Date would cut off their microseconds. */
type Span = { startsAt: string; endsAt: string | null }

/** By the clock and not by the transaction, which may have waited for another writer. */
async function spanOf(tx: Tx, { startsAt, endsAt }: NewSale): Promise<Span> {
  const start = startsAt?.toISOString() ?? null
  const end = endsAt?.toISOString() ?? null
  const [read] = await tx.execute<{ startsAt: string; isPast: boolean; isOrdered: boolean }>(sql`
    with moment as (select clock_timestamp() as now)
    select coalesce(${start}::timestamptz, now)::text as "startsAt", coalesce(${start}::timestamptz < now, false) as "isPast",
      coalesce(${end}::timestamptz > greatest(now, ${start}::timestamptz), true) as "isOrdered"
    from moment`)
  if (!read || read.isPast)
    throw wrong('startsAt', 'Enter a start that is still to come, or nothing for a sale from now on')
  if (!read.isOrdered) throw wrong('endsAt', 'Enter an end after the start')
  return { startsAt: read.startsAt, endsAt: end }
}

/** What is taken off is rounded down, as with promotions. */
function salePrice(
  { sku, regularMinor, currency }: PricedVariant,
  { price, percentOff }: Pick<NewSale, 'price' | 'percentOff'>,
): number {
  if ((price === undefined) === (percentOff === undefined))
    throw wrong('price', 'Send either a price or percentOff')
  const amount = price?.amount ?? regularMinor - Math.floor((regularMinor * (percentOff ?? 0)) / 100)
  if (amount >= regularMinor)
    throw wrong(
      price ? 'price' : 'percentOff',
      `Enter a price below ${formatMoney(regularMinor, currency)}, which ${sku} costs without a sale`,
    )
  return amount
}

async function refuseOverlap(tx: Tx, variants: readonly PricedVariant[], { startsAt, endsAt }: Span) {
  const ids = sql.param(variants.map(({ id }) => id))
  const [most] = await tx.execute<{ ahead: number }>(sql`
    select count(*)::int as ahead from sale_prices
    where variant_id = any(${ids}::uuid[]) and (ends_at is null or ends_at > ${startsAt}::timestamptz)
    group by variant_id order by 1 desc limit 1`)
  if (most && most.ahead >= MOST_AHEAD)
    throw new Refusal('conflict', `A variant has up to ${MOST_AHEAD} sales that are still to end. Stop one.`)
  const [other] = await tx.execute<{ sku: string; startsAt: string; endsAt: string | null }>(sql`
    select v.sku, s.starts_at as "startsAt", s.ends_at as "endsAt" from sale_prices s join variants v on v.id = s.variant_id
    where s.variant_id = any(${ids}::uuid[])
      and tstzrange(s.starts_at, s.ends_at) && tstzrange(${startsAt}::timestamptz, ${endsAt}::timestamptz)
    order by s.starts_at limit 1`)
  if (other)
    throw new Refusal(
      'conflict',
      `${other.sku} has a sale ${saleWords(new Date(other.startsAt), other.endsAt ? new Date(other.endsAt) : null)}. Stop that one, or let this one begin when it ends.`,
    )
}

const wrong = (path: string, message: string) =>
  new Refusal('validation_failed', `${message}.`, [{ path, message }])
