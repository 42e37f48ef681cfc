import type { Tx } from '#platform/db/client.ts'
import { prepared } from '#platform/db/prepared.ts'
import { authSecret, env } from '#platform/lib/env.ts'
import { sign } from '#platform/lib/hash.ts'
import type { Log } from '#platform/lib/log.ts'
import { unitsOnHand } from '#slices/inventory/stock.ts'
import type { OrdersCtx } from '../orders-ctx.ts'
import {
  attemptBounds,
  refuseTooLargeShare,
  refuseTooManyAttempts,
  refuseTooManyUnits,
  type Standing,
  type WantedLine,
} from './attempt-bounds.ts'

// Every attempt to buy is counted in the transaction that begins it, under the lock of its party's row, and the count is taken
// back in the transaction that settles it. So the counts are exact, however many attempts run at once.

/**
 * The parties under which an attempt is counted: the traits that a person or program keeps from one attempt to the next.
 * They are signed, because this table must not hold addresses. They are sorted, so that two writers never wait for each
 * other in a circle. Null: limits are off.
 */
export function partiesOf(
  ctx: OrdersCtx,
  buyer: { email: string; customerId: string | null },
): string[] | null {
  if (env().RATE_LIMITS === 'off') return null
  const { address } = ctx
  const { email, customerId } = buyer
  return [
    ...(address ? [party('network', address)] : []),
    party('email', email),
    ...(customerId ? [party('visitor', customerId)] : []),
  ].sort()
}

const party = (kind: string, value: string) =>
  `${kind}:${sign(authSecret(), `attempts ${kind} ${value}`).slice(0, 32)}`

export type Attempt = { orderId: string; parties: string[] | null; lines: readonly WantedLine[]; at: Date }

/**
 * Counts an attempt and judges the open attempts of its parties. A refusal is thrown and ends the transaction, the count
 * with it. Call it before the stock is held: two attempts of one party wait for each other here.
 */
export async function beginAttempt(tx: Tx, { orderId, parties, lines, at }: Attempt): Promise<void> {
  if (!parties) return
  // Both statements are sent together. The second begins when the first has the party's lock, so it reads the units that the
  // party's other orders hold.
  const counting = prepared<Row>(tx, BEGIN, [parties, orderId, at.toISOString(), windowEnd(at)])
  const looking = prepared<Held>(tx, HELD_BY_OTHERS, [parties, orderId])
  looking.catch(() => {})
  for (const row of await counting) refuseTooManyAttempts(standingOf(row), at)
  await refuseTooMuch(tx, parties, lines, await looking)
}

const windowEnd = (at: Date) => new Date(at.getTime() + attemptBounds.windowSeconds * 1_000).toISOString()

type Row = Omit<Standing, 'closedUntil'> & { closedUntil: string | null }
const standingOf = (row: Row): Standing => ({
  ...row,
  closedUntil: row.closedUntil === null ? null : new Date(row.closedUntil),
})

const BEGIN = `
  insert into order_attempts as a (party, open, failed, paid, window_ends_at)
  select party, array[$2::uuid], 0, 0, $4::timestamptz from unnest($1::text[]) party order by party
  on conflict (party) do update set
    open = array_append(a.open, $2::uuid),
    failed = case when a.window_ends_at <= $3::timestamptz then 0 else a.failed end,
    paid = case when a.window_ends_at <= $3::timestamptz then 0 else a.paid end,
    window_ends_at = case when a.window_ends_at <= $3::timestamptz then excluded.window_ends_at else a.window_ends_at end
  returning party, cardinality(open) as open, failed, paid, closed_until as "closedUntil"`

type Held = { party: string; variantId: string; quantity: number }

/** The units that the other open orders of each party hold or wait for. There are at most as many rows as units that a party may hold. */
const HELD_BY_OTHERS = `
  select a.party, r.variant_id as "variantId", sum(r.quantity)::int as quantity
  from order_attempts a cross join unnest(a.open) as other(order_id)
  cross join lateral (
    select variant_id, quantity from reservations where order_id = other.order_id and state = 'held'
    union all select variant_id, units from waiting_units where order_id = other.order_id
  ) r
  where a.party = any($1::text[]) and other.order_id <> $2::uuid
  group by a.party, r.variant_id`

async function refuseTooMuch(tx: Tx, parties: string[], lines: readonly WantedLine[], others: Held[]) {
  const heldBy = (party: string) => others.filter(held => held.party === party)
  for (const party of parties)
    refuseTooManyUnits(
      party,
      lines,
      heldBy(party).reduce((sum, held) => sum + held.quantity, 0),
    )
  const large = lines.flatMap((line, index) => {
    const held = new Map(
      others.flatMap(other => (other.variantId === line.variantId ? [[other.party, other.quantity]] : [])),
    )
    const most = line.quantity + Math.max(0, ...held.values())
    return most > attemptBounds.alwaysUnits ? [{ ...line, index, held }] : []
  })
  if (large.length === 0) return
  const onHand = await unitsOnHand(
    tx,
    large.map(line => line.variantId),
  )
  for (const { held, ...line } of large)
    for (const party of parties)
      refuseTooLargeShare(party, line, {
        heldByParty: held.get(party) ?? 0,
        onHand: onHand.get(line.variantId) ?? 0,
      })
}

/** `paid`: the count is taken back. `failed`: declined, expired or abandoned. `undone`: the bank was not asked. */
export type AttemptEnd = 'paid' | 'failed' | 'undone'

/** Runs in the transaction that settles the order. A party that reaches its bound is refused for a while. */
export async function endAttempt(
  tx: Tx,
  ctx: { now: () => Date; log: Log },
  attempt: { orderId: string; parties: string[] | null; end: AttemptEnd },
): Promise<void> {
  const { orderId, parties, end } = attempt
  if (!parties) return
  const at = ctx.now()
  const rows = await prepared<{ party: string; failed: number; closes: boolean }>(tx, END, [
    parties,
    orderId,
    at.toISOString(),
    windowEnd(at),
    end === 'failed' ? 1 : 0,
    end === 'paid' ? 1 : 0,
    attemptBounds.networkAttempts,
    attemptBounds.personAttempts,
  ])
  for (const { party, failed, closes } of rows)
    if (closes)
      ctx.log.warn(
        { by: party.split(':')[0], failed, orderId },
        'too many attempts failed; the party is refused for a while',
      )
}

const END = `
  with counted as (
    select party,
      case when window_ends_at <= $3::timestamptz then 0 else failed end + $5::int as failed,
      case when window_ends_at <= $3::timestamptz then 0 else paid end + $6::int as paid,
      case when window_ends_at <= $3::timestamptz then $4::timestamptz else window_ends_at end as window_ends_at
    from order_attempts where party = any($1::text[]) order by party for update
  ), judged as (
    select *, $5::int > 0 and case when starts_with(party, 'network:')
      then failed >= $7::int and failed > paid else failed >= $8::int end as closes
    from counted
  )
  update order_attempts a set open = array_remove(a.open, $2::uuid), failed = j.failed, paid = j.paid,
    window_ends_at = j.window_ends_at, closed_until = case when j.closes then $4::timestamptz else a.closed_until end
  from judged j where a.party = j.party
  returning a.party, a.failed, j.closes`
