import type { DbOrTx } from '#platform/db/client.ts'
import { prepared } from '#platform/db/prepared.ts'
import { sha256 } from '#platform/lib/hash.ts'

/**
 * Of these promotions those that the customer has used as often as one may, so that they are not offered once more. Only
 * `holdRedemptions` decides.
 */
export async function usedUpBy(
  db: DbOrTx,
  customerKeys: readonly string[],
  promotions: readonly { id: string; limitPerCustomer: number | null }[],
): Promise<string[]> {
  const limited = promotions.filter(({ limitPerCustomer }) => limitPerCustomer !== null)
  if (limited.length === 0 || customerKeys.length === 0) return []
  const rows = await prepared<{ promotion_id: string }>(
    db,
    `select distinct p.id as promotion_id from unnest($1::uuid[], $2::int[]) as p (id, most) cross join unnest($3::text[]) as k (key)
    where (select count(*) from redemption_slots s where s.promotion_id = p.id and s.customer_key = k.key and s.slot <= p.most) >= p.most`,
    [
      limited.map(({ id }) => id),
      limited.map(({ limitPerCustomer }) => limitPerCustomer),
      customerKeys.map(sha256),
    ],
  )
  return rows.map(row => row.promotion_id)
}
