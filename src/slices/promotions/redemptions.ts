import type { Tx } from '#platform/db/client.ts'
import { prepared, together } from '#platform/db/prepared.ts'
import { sha256 } from '#platform/lib/hash.ts'
import { mailboxOf } from './mailbox.ts'
import { countUse, takeCode, takeSlots } from './take-use.ts'

export type Redeemed = {
  promotionId: string
  version: number
  codeId: string | null
  amountMinor: number
  currency: string
}

type Held = { kind: 'held' } | { kind: 'gone'; promotionIds: string[] }

/**
 * Holds with the order what it uses of promotions, inside the caller's transaction. It answers those that are gone: their limit or
 * the customer's is reached, their single-use code is taken, they have ended or give something else by now. Then the caller
 * rolls back.
 *
 * No number is counted before it is written: a budget is a guarded update under its CHECK, and a customer's uses are rows with
 * numbers of which each exists once. Codes come first, then customers, then budgets, and within each the promotions in the order of
 * their ids; giving back goes the same way. So two orders never wait for each other, and the row that everybody needs is held
 * shortest. Call it before stock is reserved, and give back before stock is released.
 */
export async function holdRedemptions(
  tx: Tx,
  { orderId, customerKeys, at }: { orderId: string; customerKeys: readonly string[]; at: Date },
  redeemed: readonly Redeemed[],
): Promise<Held> {
  if (redeemed.length === 0) return { kind: 'held' }
  const sorted = redeemed.toSorted(byPromotion)
  const [open, before] = await together([readOpen(tx, sorted, at), readHolding(tx, orderId)])
  const wanted = sorted.filter(({ promotionId }) => !before.has(promotionId))
  const ended = wanted.filter(one => !isOpen(one, open.get(one.promotionId)))
  if (ended.length) return gone(ended)
  const taken = await eachThat(
    wanted,
    async one => one.codeId !== null && !(await takeCode(tx, orderId, one)),
  )
  if (taken.length) return gone(taken)
  const keys = customerKeys.map(sha256).sort()
  const limitOf = ({ promotionId }: Redeemed) => open.get(promotionId)?.limit_per_customer ?? null
  const used = await eachThat(wanted, async one => {
    const limit = limitOf(one)
    return limit !== null && !(await takeSlots(tx, { orderId, keys, limit }, one))
  })
  if (used.length) return gone(used)
  const full = await eachThat(wanted, async one => {
    const bucket = await countUse(tx, orderId, one)
    if (bucket === null) return true
    const keysTaken = limitOf(one) === null ? [] : keys
    await writeHeld(tx, { orderId, bucket, keysTaken, at }, one)
    return false
  })
  return full.length ? gone(full) : { kind: 'held' }
}

const byPromotion = (one: Redeemed, other: Redeemed) => (one.promotionId < other.promotionId ? -1 : 1)

const gone = (redeemed: readonly Redeemed[]): Held => ({
  kind: 'gone',
  promotionIds: redeemed.map(({ promotionId }) => promotionId),
})

async function eachThat(redeemed: readonly Redeemed[], isGone: (one: Redeemed) => Promise<boolean>) {
  const found: Redeemed[] = []
  for (const one of redeemed) if (await isGone(one)) found.push(one)
  return found
}

type Open = { id: string; version: number; needs_code: boolean; limit_per_customer: number | null }

async function readOpen(tx: Tx, redeemed: readonly Redeemed[], at: Date): Promise<Map<string, Open>> {
  const rows = await prepared<Open>(
    tx,
    `select id, version, needs_code, limit_per_customer from promotions where id = any($1::uuid[]) and state = 'live'
      and (starts_at is null or starts_at <= $2::timestamptz) and (ends_at is null or ends_at > $2::timestamptz)`,
    [redeemed.map(({ promotionId }) => promotionId), at.toISOString()],
  )
  return new Map(rows.map(row => [row.id, row]))
}

const isOpen = ({ version, codeId }: Redeemed, open: Open | undefined) =>
  open?.version === version && (codeId !== null || !open.needs_code)

/** The promotions of which the order holds or keeps a use already. */
async function readHolding(tx: Tx, orderId: string): Promise<Set<string>> {
  const rows = await prepared<{ promotion_id: string }>(
    tx,
    `select promotion_id from redemptions where order_id = $1::uuid and state <> 'released'`,
    [orderId],
  )
  return new Set(rows.map(row => row.promotion_id))
}

async function writeHeld(
  tx: Tx,
  {
    orderId,
    bucket,
    keysTaken,
    at,
  }: { orderId: string; bucket: number; keysTaken: readonly string[]; at: Date },
  { promotionId, version, codeId, amountMinor, currency }: Redeemed,
): Promise<void> {
  await prepared(
    tx,
    `insert into redemptions (order_id, promotion_id, version, code_id, bucket, amount_minor, currency, customer_keys, held_at)
    values ($1::uuid, $2::uuid, $3, $4::uuid, $5, $6, $7, $8::text[], $9::timestamptz)
    on conflict (order_id, promotion_id) do update set version = excluded.version, code_id = excluded.code_id, bucket = excluded.bucket, state = 'held',
      amount_minor = excluded.amount_minor, currency = excluded.currency, customer_keys = excluded.customer_keys, held_at = excluded.held_at,
      kept_at = null, released_at = null`,
    [orderId, promotionId, version, codeId, bucket, amountMinor, currency, [...keysTaken], at.toISOString()],
  )
}

/** At confirmed. A second call changes nothing. */
export async function keepRedemptions(tx: Tx, orderId: string): Promise<void> {
  await prepared(
    tx,
    `update redemptions set state = 'kept', kept_at = now() where order_id = $1::uuid and state = 'held'`,
    [orderId],
  )
}

type Released = { promotion_id: string; bucket: number; code_id: string | null; customer_keys: string[] }

/**
 * Gives back what an order held or kept: the budget, the customer's numbers and the single-use code. A second call changes
 * nothing. An order without promotions costs one statement.
 */
export async function releaseRedemptions(tx: Tx, orderId: string): Promise<void> {
  const released = await prepared<Released>(
    tx,
    `update redemptions set state = 'released', released_at = now() where order_id = $1::uuid and state <> 'released'
    returning promotion_id, bucket, code_id, customer_keys`,
    [orderId],
  )
  const sorted = released.toSorted((one, other) => (one.promotion_id < other.promotion_id ? -1 : 1))
  for (const { code_id } of sorted)
    if (code_id !== null)
      await prepared(
        tx,
        'update promotion_codes set used_by = null where id = $1::uuid and used_by = $2::uuid',
        [code_id, orderId],
      )
  for (const { promotion_id, customer_keys } of sorted)
    if (customer_keys.length)
      await prepared(
        tx,
        'delete from redemption_slots where promotion_id = $1::uuid and customer_key = any($2::text[]) and order_id = $3::uuid',
        [promotion_id, customer_keys, orderId],
      )
  for (const { promotion_id, bucket } of sorted)
    await prepared(
      tx,
      'update promotion_budgets set used = used - 1 where promotion_id = $1::uuid and bucket = $2',
      [promotion_id, bucket],
    )
}

/** Under what a customer is known to limits. An order that meets one of its keys again is the same customer's. */
export const customerKeys = ({
  customerId,
  email,
}: {
  customerId: string | null
  /** Null: it is not known yet. */
  email: string | null
}): string[] => [
  ...(customerId === null ? [] : [`customer:${customerId}`]),
  ...(email === null ? [] : [`email:${mailboxOf(email)}`]),
]
