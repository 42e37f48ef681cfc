import { sql } from 'drizzle-orm'
import { env } from '#lib/env.ts'
import { sha256 } from '#lib/hash.ts'
import { Refusal } from '#lib/refusal.ts'
import { inWords } from '#lib/span.ts'
import type { Order } from './order.ts'
import type { OrdersCtx } from './orders-ctx.ts'

/**
 * Stolen cards are tried out by the hundred in shops like this one, a declined attempt each. Whoever is declined too
 * often is let place nothing for a while. Counted in the database, so in all processes together, from both surfaces.
 */
export const cardTesting = {
  /** A person who mistypes and then tries another card is declined two or three times. */
  mostDeclines: 5,
  /** An address may be a whole office or a program that orders for many, so it must be mostly declined as well. */
  mostDeclinesOfAddress: 20,
  /** Declines are remembered, and the door stays closed, for so long. */
  seconds: 600,
} as const

/** Who tries: what the same person or program is likely to keep from one attempt to the next. */
type Trier = { email: string; customerId: string | null }

/** Where a refusal says that it is about cards; the pages then say so too. */
export const CARD_FIELD = 'payment.method'

/** Throws Refusal('rate_limited') while the door is closed to the visitor, the email or the address. */
export async function refuseCardTesting(ctx: OrdersCtx, trier: Trier): Promise<void> {
  const openAt = await whenOpen(ctx, triersKeys(ctx, trier))
  const seconds = Math.ceil((openAt - ctx.now().getTime()) / 1_000)
  if (seconds <= 0) return
  const sentence = `Too many cards were declined. Try again in ${inWords(seconds)}, or pay another way.`
  throw new Refusal('rate_limited', sentence, [{ path: CARD_FIELD, message: sentence }], seconds)
}

/** After the bank's answer to an attempt: declines are counted, and at the limit the door closes. */
export async function noteBankAnswer(ctx: OrdersCtx, order: Order): Promise<void> {
  if (order.state === 'declined') return noteDecline(ctx, order)
  // Only an address is weighed by what it paid for.
  if (order.confirmedAt && ctx.address) await count(ctx, [`paid:address:${ctx.address}`])
}

async function noteDecline(ctx: OrdersCtx, order: Order): Promise<void> {
  const keys = triersKeys(ctx, order)
  const counts = await count(
    ctx,
    keys.map(key => `declined:${key}`),
  )
  for (const key of keys) {
    const declined = counts.get(`declined:${key}`) ?? 0
    const address = key.startsWith('address:')
    const most = address ? cardTesting.mostDeclinesOfAddress : cardTesting.mostDeclines
    if (declined < most || (address && declined <= (await countOf(ctx, `paid:${key}`)))) continue
    ctx.log.warn(
      { by: key.split(':')[0], declined, orderId: order.id },
      'too many cards declined; the door closes',
    )
    await setKey(ctx, `closed:${key}`)
  }
}

/** Hashed where they tell who somebody is: a table of counts is no place for that. In order, so that writers never cross. */
function triersKeys({ address }: OrdersCtx, { email, customerId }: Trier): string[] {
  return [
    ...(address ? [`address:${address}`] : []),
    `email:${sha256(email).slice(0, 32)}`,
    ...(customerId ? [`visitor:${customerId}`] : []),
  ]
}

async function whenOpen(ctx: OrdersCtx, keys: string[]): Promise<number> {
  const closed = keys.map(key => `closed:${key}`)
  const [row] = await counting(ctx, () =>
    ctx.db.execute<{ openAt: string | null }>(
      sql`select max(expire) as "openAt" from rate_limits where key in ${closed}`,
    ),
  )
  return Number(row?.openAt ?? 0)
}

/** One more of each within the time; answers how many there are now. */
async function count(ctx: OrdersCtx, keys: string[]): Promise<Map<string, number>> {
  const now = ctx.now().getTime()
  const expire = now + cardTesting.seconds * 1_000
  const rows = await counting(ctx, () =>
    ctx.db.execute<{ key: string; points: number }>(sql`
      insert into rate_limits (key, points, expire)
      values ${sql.join(
        keys.map(key => sql`(${key}, 1, ${expire})`),
        sql`, `,
      )}
      on conflict (key) do update set
        points = case when rate_limits.expire <= ${now} then 1 else rate_limits.points + 1 end,
        expire = case when rate_limits.expire <= ${now} then excluded.expire else rate_limits.expire end
      returning key, points`),
  )
  return new Map(rows.map(({ key, points }) => [key, points]))
}

async function countOf(ctx: OrdersCtx, key: string): Promise<number> {
  const [row] = await counting(ctx, () =>
    ctx.db.execute<{ points: number }>(
      sql`select points from rate_limits where key = ${key} and expire > ${ctx.now().getTime()}`,
    ),
  )
  return row?.points ?? 0
}

async function setKey(ctx: OrdersCtx, key: string): Promise<void> {
  const expire = ctx.now().getTime() + cardTesting.seconds * 1_000
  await counting(ctx, () =>
    ctx.db.execute(sql`insert into rate_limits (key, points, expire) values (${key}, 1, ${expire})
      on conflict (key) do update set expire = excluded.expire`),
  )
}

/** Counting stops nobody: where it fails, the shop goes on without. */
async function counting<Row>(ctx: OrdersCtx, ask: () => Promise<Iterable<Row>>): Promise<Row[]> {
  if (env().RATE_LIMITS === 'off') return []
  try {
    return [...(await ask())]
  } catch (error) {
    ctx.log.warn({ error: String(error) }, 'declined cards are not counted')
    return []
  }
}
