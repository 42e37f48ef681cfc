import type { Tx } from '#platform/db/client.ts'
import { prepared } from '#platform/db/prepared.ts'

/** What an order is to use. */
type Use = { promotionId: string; codeId: string | null }

/** A code that is shared is only looked at: orders that use it do not wait for each other. */
export async function takeCode(tx: Tx, orderId: string, { codeId, promotionId }: Use): Promise<boolean> {
  const [row] = await prepared<{ is_taken: boolean }>(
    tx,
    `with code as (select id, shared from promotion_codes where id = $1::uuid and promotion_id = $2::uuid and retired_at is null),
      taken as (update promotion_codes c set used_by = $3::uuid from code where c.id = code.id and c.shared is null and c.used_by is null returning 1)
    select exists (select from code where shared is not null) or exists (select from taken) as is_taken`,
    [codeId, promotionId, orderId],
  )
  return row?.is_taken ?? false
}

type Customer = { orderId: string; keys: readonly string[]; limit: number }

export async function takeSlots(tx: Tx, { orderId, keys, limit }: Customer, { promotionId }: Use) {
  for (const key of keys) if (!(await takeSlot(tx, [promotionId, key, limit, orderId]))) return false
  return true
}

const TAKE_SLOT = `
  with free as (select n from generate_series(1, $3::int) n where not exists (
      select from redemption_slots s where s.promotion_id = $1::uuid and s.customer_key = $2::text and s.slot = n) order by n limit 1),
    taken as (insert into redemption_slots (promotion_id, customer_key, slot, order_id)
      select $1::uuid, $2::text, n, $4::uuid from free on conflict do nothing returning 1)
  select exists (select from free) as is_free, exists (select from taken) as is_taken`

/** Two orders of one customer may want the same number: the later one waits, and then looks for another. There is one try for each number. */
async function takeSlot(tx: Tx, values: [promotionId: string, key: string, limit: number, orderId: string]) {
  const [, , limit] = values
  for (let attempt = 0; attempt <= limit; attempt++) {
    const [row] = await prepared<{ is_free: boolean; is_taken: boolean }>(tx, TAKE_SLOT, values)
    if (row?.is_taken) return true
    if (!row?.is_free) return false
  }
  return false
}

const COUNT_USE = `
  with room as (select bucket from promotion_budgets where promotion_id = $1::uuid and (share_limit is null or used < share_limit)
      order by (bucket + $2::int) % 16 limit 1),
    counted as (update promotion_budgets b set used = b.used + 1 from room
      where b.promotion_id = $1::uuid and b.bucket = room.bucket and (b.share_limit is null or b.used < b.share_limit) returning b.bucket)
  select exists (select from room) as is_room, (select bucket from counted) as bucket`

/** A row that fills up while it is waited for is tried no more: one statement for each row, and one that finds none left. */
const MOST_TRIES = 17

/**
 * Counts one use in a row that has room, and answers which; null when none has. Each try is a statement of its own, so it sees every row that was
 * full before it. A lock on a full row, which a failed try leaves, is therefore waited for by nobody who holds one in turn.
 */
export async function countUse(tx: Tx, orderId: string, { promotionId }: Use): Promise<number | null> {
  const first = Number.parseInt(orderId.slice(-1), 16)
  for (let attempt = 0; attempt < MOST_TRIES; attempt++) {
    const [row] = await prepared<{ is_room: boolean; bucket: number | null }>(tx, COUNT_USE, [
      promotionId,
      first,
    ])
    if (row && row.bucket !== null) return row.bucket
    if (!row?.is_room) return null
  }
  return null
}
