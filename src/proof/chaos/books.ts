import { checkInvariants } from '#proof/invariants/check-invariants.ts'
import type { Purchase } from './buyer.ts'
import type { ShopProcesses } from './processes.ts'

type Charge = { orderId: string; amount: number; refunded: number }
type Email = { to: string; subject: string; orderNumber: string }
type Shipment = { orderId: string; state: string }
type Row = {
  id: string
  number: string
  state: string
  total_minor: number
  captured: number | null
  needs_review: string | null
  confirmed_at: Date | null
  settled_seconds: number
  parcels: number
}

/** One order in all three books: ours, the outside world's, and the buyer's own record. */
export type Entry = {
  orderId: string
  told: string[]
  state: string
  confirmed: boolean
  charges: number
  keptMinor: number
  mails: number
  shipments: number
  /** The parcels in which it is sent. */
  parcels: number
  settledSeconds: number
  problems: string[]
}

const QUIET_LOOK_MS = 1_000

/** Waits until nothing is under way: no order unsettled, no refund open, no job waiting. Answers the seconds it took, or null when less was never left for so long. */
export async function comeToRest(shop: ShopProcesses, limitSeconds: number): Promise<number | null> {
  const startedMs = Date.now()
  let [least, leastMs] = [Number.POSITIVE_INFINITY, startedMs]
  for (let quiet = 0; Date.now() - leastMs < limitSeconds * 1_000; ) {
    const [left] = await shop.db.$client<{ left: number }[]>`
      select (select count(*) from orders where state = 'reserved' and needs_review is null)::int
        + (select count(*) from refunds where status = 'requested')::int
        + (select count(*) from pgboss.job
            where state < 'completed' and name not like '%.dead' and not starts_with(name, '__pgboss__'))::int as left`.catch(
      () => [{ left: Number.POSITIVE_INFINITY }],
    )
    if (left && left.left < least) [least, leastMs] = [left.left, Date.now()]
    quiet = left?.left === 0 ? quiet + 1 : 0
    // Twice, since one job may cause another.
    if (quiet === 2) return Math.round((Date.now() - startedMs) / 1_000)
    await new Promise(done => setTimeout(done, QUIET_LOOK_MS))
  }
  return null
}

/** Sentences about invariants that do not hold. */
export async function brokenInvariants(shop: ShopProcesses): Promise<string[]> {
  const checked = await checkInvariants(shop.db, shop.gateway())
  const broken = checked
    .filter(({ violations }) => violations > 0)
    .map(
      ({ number, says, violations, why }) =>
        `invariant ${number} (${violations}×): ${says}${why ? ` (${why})` : ''}`,
    )
  const dead = await shop.db.$client<{ name: string; data: string; output: string | null }[]>`
    select name, data::text, output::text from pgboss.job where name like '%.dead' and state < 'completed' limit 20`
  return [
    ...broken,
    ...dead.map(({ name, data, output }) => `${name} holds ${data}: ${output ?? 'no reason'}`),
  ]
}

export async function readBooks(shop: ShopProcesses, purchases: readonly Purchase[]): Promise<Entry[]> {
  const rows = await shop.db.$client<Row[]>`
    select o.id, o.number, o.state, o.total_minor::int, p.captured_minor::int as captured, o.needs_review, o.confirmed_at,
      extract(epoch from coalesce(o.confirmed_at, o.ended_at, now()) - o.placed_at)::float8 as settled_seconds,
      coalesce((select jsonb_array_length(e.data -> 'parcels') from order_events e
        where e.order_id = o.id and e.type = 'order.parcels_planned' order by seq desc limit 1), 1) as parcels
    from orders o left join payments p on p.order_id = o.id and p.status = 'succeeded'`
  const byId = new Map(rows.map(row => [row.id, row]))
  const charges = Map.groupBy(await shop.bank<Charge[]>('charges'), charge => charge.orderId)
  const emails = Map.groupBy(await shop.bank<Email[]>('emails'), email => email.orderNumber)
  const shipments = Map.groupBy(await shop.bank<Shipment[]>('shipments'), shipment => shipment.orderId)
  return purchases.map(({ orderId, told }) => {
    const row = byId.get(orderId)
    const taken = charges.get(orderId) ?? []
    const mails = emails.get(row?.number ?? '') ?? []
    const entry: Entry = {
      orderId,
      told,
      state: row?.state ?? 'none',
      confirmed: Boolean(row?.confirmed_at),
      charges: taken.length,
      keptMinor: taken.reduce((sum, { amount, refunded }) => sum + amount - refunded, 0),
      mails: mails.filter(mail => /is confirmed/.test(mail.subject)).length,
      shipments: shipments.get(orderId)?.filter(({ state }) => state !== 'cancelled').length ?? 0,
      parcels: row?.parcels ?? 1,
      settledSeconds: row?.settled_seconds ?? 0,
      problems: [],
    }
    entry.problems = problemsOf(entry, row)
    return entry
  })
}

/** The longest that anybody may be left not knowing (DESIGN: 120 s, with no person involved). */
export const SETTLED_WITHIN_SECONDS = 120

function problemsOf(entry: Entry, row: Row | undefined): string[] {
  const problems: string[] = []
  const { told, state, confirmed, charges, keptMinor, mails, shipments, parcels } = entry
  if (told.includes('confirmed') && !confirmed)
    problems.push(`the buyer was told confirmed, the order is ${state}`)
  if (told.includes('card_declined') && state !== 'declined')
    problems.push(`the buyer was told declined, the order is ${state}`)
  if (charges > 1) problems.push(`charged ${charges} times`)
  if (confirmed && charges !== 1) problems.push(`confirmed with ${charges} charges`)
  if (['none', 'declined', 'expired', 'cancelled'].includes(state) && keptMinor !== 0)
    problems.push(`${state}, yet ${keptMinor} were kept`)
  if (['confirmed', 'completed'].includes(state) && row && keptMinor > row.total_minor)
    problems.push('more was kept than the total')
  if (confirmed && mails !== 1) problems.push(`${mails} confirmation mails`)
  if (!confirmed && mails > 0) problems.push('a confirmation mail for no confirmed order')
  if (shipments > parcels) problems.push(`${shipments} shipments of ${parcels} parcels`)
  if (['confirmed', 'completed'].includes(state) && shipments < parcels)
    problems.push('the warehouse does not know it')
  if (row?.needs_review) problems.push(`waits for a person: ${row.needs_review}`)
  if (state === 'reserved') problems.push('was never settled')
  if (entry.settledSeconds > SETTLED_WITHIN_SECONDS)
    problems.push(`took ${Math.round(entry.settledSeconds)} s to settle`)
  return problems
}
