import type postgres from 'postgres'
import { SEEDED_PAYMENT } from '#slices/payments/seeded-payments.ts'
import type { Fill } from './fill.ts'
import { idOf } from './fill-catalogue.ts'

const firstNames =
  'Ada Ben Cora Dan Ella Finn Gia Hugo Ines Jack Kate Liam Mia Noah Olga Paul Quin Rosa Sam Tess Uma Vic Will Xena Yara Zoe Amir Bela Chloe Dario Emma Felix Grace Hana Ivan Jana Karl Lena Marc Nina'.split(
    ' ',
  )
const lastNames =
  'Smith Jones Taylor Brown Williams Wilson Johnson Davies Patel Robinson Wright Thompson Evans Walker White Roberts Green Hall Wood Jackson Clarke Khan Lewis Hughes Edwards Hill Moore Clark Harrison Scott Young Morris Ward Turner Carter Mitchell Cook Bailey Bell Cooper Fox Gray Hunt Kelly Lane Mills Nash Owen Price Reid Shaw Stone Todd Vance Webb York Abbott Barker Carr Dale'.split(
    ' ',
  )
const cities = [
  'Leeds',
  'Bath',
  'York',
  'Derby',
  'Exeter',
  'Bristol',
  'Norwich',
  'Durham',
  'London',
  'Oxford',
]

const pick = (list: readonly string[], position: string) =>
  `('{${list.join(',')}}'::text[])[1 + ((${position}) % ${list.length})::int]`
const iso = (at: string) => `to_char(${at} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

/** Orders a customer with an account has on average; a few have hundreds. */
const ORDERS_A_CUSTOMER = 25
export const customersFor = (orders: number) => Math.max(100, Math.ceil(orders / ORDERS_A_CUSTOMER))
/** Orders that are not shipped yet: a day's work of a house, whatever its history. */
const openOrders = (orders: number) => Math.max(20, Math.min(4_000, Math.floor(orders / 50)))

const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
/** An odd factor: within 2^40, as many as eight letters tell apart, no two numbers fall on each other. */
const SCATTER = 61_803_399
const numberOf = (i: string) => {
  const letter = (place: number) =>
    `substr('${LETTERS}', 1 + ((${i} * ${SCATTER} + 271828) >> ${place * 5} & 31)::int, 1)`
  return `'O-' || ${[7, 6, 5, 4].map(letter).join(' || ')} || '-' || ${[3, 2, 1, 0].map(letter).join(' || ')}`
}

export async function fillCustomers(sql: postgres.Sql, fill: Fill): Promise<void> {
  await sql.unsafe(`
    insert into customers (id, name, email, email_verified, created_at, updated_at)
    select gen_random_uuid(), first || ' ' || last, lower(first || '.' || last || '.' || n || '.${fill.id}@example.org'), true, now() - interval '2 years', now() - interval '2 years'
    from (select n, ${pick(firstNames, 'n')} as first, ${pick(lastNames, 'n / 40 + n')} as last from generate_series(1, ${customersFor(fill.orders)}) n) named`)
  await sql.unsafe(`
    drop table if exists seed_scale.people;
    create unlogged table seed_scale.people as
    select row_number() over () - 1 as n, id, name, email from customers where email like '%.${fill.id}@example.org';
    alter table seed_scale.people add primary key (n)`)
}

/**
 * Orders from number `from` up to, without, `to`, in one transaction: two years of a growing shop, most of them delivered, the
 * last few thousand open, wares by Zipf, one to ten lines. The rows of each table follow from two temporary ones.
 */
export async function fillOrders(
  sql: postgres.Sql,
  fill: Fill,
  skus: number,
  from: number,
  to: number,
): Promise<void> {
  const people = customersFor(fill.orders)
  await sql.begin(async tx => {
    await tx.unsafe(`set local session_replication_role = replica`)
    await tx.unsafe(drawOrders(fill, from, to))
    await tx.unsafe(drawLines(skus))
    await tx.unsafe(addUp(people))
    for (const insert of inserts) await tx.unsafe(insert)
  })
}

/** Fate and moments of each order. The last ones are open; of the others one in nine did not end well. */
function drawOrders({ orders, firstOrder }: Fill, from: number, to: number): string {
  const open = openOrders(orders)
  const age = '(made.now - made.at)'
  const after = (days: number, share: number) =>
    `date_trunc('milliseconds', made.at + least(interval '${days} days', ${age} * ${share}))`
  return `
    create temp table o on commit drop as
    select i, made.at as placed_at, ${idOf('made.at', '8', '0', 'i')} as id, fate,
      made.at + interval '2 seconds' as confirmed_at, ${after(1, 0.3)} as shipped_at, ${after(3, 0.7)} as delivered_at, ${after(6, 0.9)} as refunded_at,
      random() as r_customer, least(10, 1 + floor(-ln(1 - random()) / ln(2)))::int as n
    from (
      select i, ${orders + firstOrder} - 1 - i as from_end, random() as r, now.now,
        date_trunc('milliseconds', now.now - interval '730 days' * (1 - power((i - ${firstOrder} + random()) / ${orders}, 0.7))) as at
      from generate_series(${from}::bigint, ${to - 1}) i, (select date_trunc('milliseconds', now() - interval '10 minutes') as now) now
    ) made cross join lateral (select case
      when from_end < ${open} then case when r < 0.03 then 'held' when r < 0.06 then 'declined' when r < 0.2 then 'picking' when r < 0.3 then 'packed' when r < 0.32 then 'review' else 'to-ship' end
      when from_end < ${open * 4} then case when r < 0.04 then 'declined' when r < 0.06 then 'expired' else 'shipped' end
      when r < 0.04 then 'declined' when r < 0.06 then 'expired' when r < 0.075 then 'called-off' when r < 0.09 then 'cancelled' when r < 0.11 then 'partly-refunded'
      else 'completed' end as fate) f`
}

/** Zipf: the rank is the exponential of an even draw. A large odd factor strews the ranks over the shelves. */
function drawLines(skus: number): string {
  return `
    create temp table l on commit drop as
    select d.*, w.variant_id, w.sku, w.name, w.options, w.image_url, w.price_minor, w.warehouse_id, row_number() over (partition by d.i order by d.k) - 1 as position
    from (
      select distinct on (i, k) i, id as order_id, placed_at, fate, confirmed_at, shipped_at, k, 1 + (random() < 0.2)::int as quantity
      from o cross join lateral generate_series(1, o.n) turn
      cross join lateral (select ((least(${skus}, floor(exp(random() * ln(${skus + 1}))))::bigint - 1 + turn * 0) * 7368787 % ${skus})::int as k) rank
      order by i, k
    ) d join seed_scale.wares w on w.k = d.k`
}

function addUp(people: number): string {
  return `
    create temp table s on commit drop as
    select o.*, total, subtotal, total - subtotal as shipping, round(total / 6.0)::bigint as tax, units, p.id as customer_id, coalesce(p.email, lower(replace(who.name, ' ', '.')) || '.' || o.i || '@example.com') as email,
      ${numberOf('o.i')} as number, encode(sha256(o.i::text::bytea), 'hex') as input_hash, o.placed_at + interval '15 minutes' as expires_at,
      jsonb_build_object('name', coalesce(p.name, who.name), 'line1', (1 + o.i % 180) || ' Mill Lane', 'city', ${pick(cities, 'o.i')}, 'postalCode', 'LS' || (1 + o.i % 28) || ' 4DY', 'country', 'GB') as address,
      fate not in ('held', 'declined', 'expired', 'called-off') as paid, fate in ('shipped', 'completed', 'partly-refunded') as sent, fate in ('completed', 'partly-refunded') as arrived,
      case fate when 'cancelled' then total when 'partly-refunded' then least(500, subtotal) else 0 end as refunded
    from o join (select i, sum(price_minor * quantity)::bigint as subtotal, sum(quantity)::int as units from l group by i) sums using (i)
    cross join lateral (select subtotal + case when subtotal >= 5000 then 0 else 395 end as total) t
    cross join lateral (select ${pick(firstNames, 'o.i * 7')} || ' ' || ${pick(lastNames, 'o.i / 40 + o.i * 3')} as name) who
    left join seed_scale.people p on o.i % 5 < 3 and p.n = floor(${people} * power(o.r_customer, 1.3))::int`
}

const STATE = `case fate when 'held' then 'reserved' when 'declined' then 'declined' when 'expired' then 'expired' when 'called-off' then 'cancelled' when 'cancelled' then 'cancelled' when 'completed' then 'completed' when 'partly-refunded' then 'completed' else 'confirmed' end`
const MONEY = `case fate when 'cancelled' then 'refunded' when 'partly-refunded' then 'partially_refunded' else case when paid then 'paid' else 'unpaid' end end`
const DELIVERY = `case when arrived then 'delivered' when sent then 'shipped' when fate in ('picking', 'packed') then fate else 'unfulfilled' end`
const ENDED_AT = `case when fate in ('declined', 'called-off') then confirmed_at when fate = 'expired' then expires_at when fate = 'cancelled' then shipped_at when arrived then delivered_at end`
const END_REASON = `case fate when 'declined' then 'card_declined' when 'expired' then 'no_payment_in_time' when 'called-off' then 'called_off' when 'cancelled' then 'called_off' end`
const VERSION = `case fate when 'held' then 2 when 'declined' then 2 when 'expired' then 2 when 'called-off' then 2 when 'cancelled' then 4 when 'partly-refunded' then 6 when 'completed' then 5 when 'shipped' then 3 when 'to-ship' then 2 else 3 end`
const UPDATED_AT = `case when fate = 'partly-refunded' or fate = 'cancelled' then refunded_at when arrived then delivered_at when sent then shipped_at when fate in ('picking', 'packed') then confirmed_at + interval '1 second' when fate = 'expired' then expires_at else confirmed_at end`
const UNDER_REVIEW = `'Seeded: somebody should look at this order.'`
const PAYMENT_ID = idOf('placed_at', 'a', '0', 'i')
const REFUND_ID = idOf('refunded_at', 'a', '1', 'i')
const LINE_ID = idOf('l.placed_at', '9', 'l.position', 'l.i')

const event = (seq: string, type: string, data: string, actor: string, at: string, where: string) => `
    insert into order_events (order_id, seq, type, data, actor, at) select id, ${seq}, '${type}', ${data}, '${actor}', ${at} from s where ${where}`
const effect = (kind: string, ref: string, at: string, where: string) => `
    insert into caused_effects (cause_id, kind, ref, done_at) select id, '${kind}', ${ref}, ${at} from s where ${where}`
const CANCEL_SEQ = `case fate when 'called-off' then 2 else 3 end`

const eventInserts = [
  event(
    '1',
    'order.placed',
    `jsonb_build_object('number', number, 'inputHash', input_hash, 'customerId', customer_id, 'email', email, 'shippingAddress', address, 'shippingMethod', 'standard', 'locale', 'en-GB',
      'currency', 'GBP', 'subtotalMinor', subtotal, 'shippingMinor', shipping, 'discountMinor', 0, 'taxMinor', tax, 'taxIncluded', true, 'totalMinor', total, 'units', units, 'expiresAt', ${iso('expires_at')})`,
    'program',
    'placed_at',
    'true',
  ),
  event(
    '2',
    'order.confirmed',
    `jsonb_build_object('paymentId', ${PAYMENT_ID}, 'capturedMinor', total)`,
    'program',
    'confirmed_at',
    'paid',
  ),
  event(
    '2',
    'order.declined',
    `jsonb_build_object('paymentId', ${PAYMENT_ID}, 'code', 'card_declined')`,
    'program',
    'confirmed_at',
    `fate = 'declined'`,
  ),
  event(
    '2',
    'order.expired',
    `'{"reason":"no_payment_in_time"}'`,
    'system:sweeper',
    'expires_at',
    `fate = 'expired'`,
  ),
  event(
    CANCEL_SEQ,
    'order.cancelled',
    `'{"reason":"called_off"}'`,
    'program',
    `case fate when 'called-off' then confirmed_at else shipped_at end`,
    `fate in ('called-off', 'cancelled')`,
  ),
  event(
    `case fate when 'held' then 2 else 3 end`,
    'order.put_under_review',
    `jsonb_build_object('reason', ${UNDER_REVIEW})`,
    'system:sweeper',
    'confirmed_at',
    `fate in ('held', 'review')`,
  ),
  event(
    '3',
    'order.picking',
    `'{}'`,
    'system:warehouse',
    `confirmed_at + interval '1 second'`,
    `fate = 'picking'`,
  ),
  event(
    '3',
    'order.packed',
    `'{}'`,
    'system:warehouse',
    `confirmed_at + interval '1 second'`,
    `fate = 'packed'`,
  ),
  event(
    '3',
    'order.shipped',
    `jsonb_build_object('carrier', 'Royal Parcel', 'trackingNumber', 'RP' || i)`,
    'system:warehouse',
    'shipped_at',
    'sent',
  ),
  event('4', 'order.delivered', `'{}'`, 'system:warehouse', 'delivered_at', 'arrived'),
  event('5', 'order.completed', `'{}'`, 'system:warehouse', 'delivered_at', 'arrived'),
  event(
    `case fate when 'cancelled' then 4 else 6 end`,
    'order.refunded',
    `jsonb_build_object('refundId', ${REFUND_ID}, 'amountMinor', refunded, 'reason', 'goodwill')`,
    'program',
    'refunded_at',
    'refunded > 0',
  ),
]

const effectInserts = [
  effect('notifications.send-confirmation', `'m' || i`, 'confirmed_at', 'paid'),
  effect('invoices.render', `'invoices/' || number || '.pdf'`, 'confirmed_at', 'paid'),
  effect('warehouse.dispatch', `'received'`, 'confirmed_at', 'paid'),
  effect('analytics.record-sale', `${idOf('placed_at', 'a', '2', 'i')}::text`, 'confirmed_at', 'paid'),
  effect('wishlist.take-bought', `'0 taken off'`, 'confirmed_at', 'paid'),
  effect('notifications.send-cancelled', `'m' || i`, 'shipped_at', `fate in ('called-off', 'cancelled')`),
  effect('warehouse.recall', `'recalled'`, 'shipped_at', `fate in ('called-off', 'cancelled')`),
  effect('notifications.send-shipped', `'m' || i`, 'shipped_at', 'sent'),
  effect('notifications.send-delivered', `'m' || i`, 'delivered_at', 'arrived'),
  effect('notifications.send-refunded#4', `'m' || i`, 'refunded_at', `fate = 'cancelled'`),
  effect('analytics.record-refund#4', `'r'`, 'refunded_at', `fate = 'cancelled'`),
  effect('notifications.send-refunded#6', `'m' || i`, 'refunded_at', `fate = 'partly-refunded'`),
  effect('analytics.record-refund#6', `'r'`, 'refunded_at', `fate = 'partly-refunded'`),
]

const inserts = [
  `insert into orders (id, number, input_hash, version, state, money, delivery, needs_review, customer_id, email, shipping_address, shipping_method, locale, currency,
      subtotal_minor, shipping_minor, discount_minor, tax_minor, tax_included, total_minor, refunded_minor, units, carrier, tracking_number, end_reason, placed_at, expires_at, confirmed_at, ended_at, updated_at)
    select id, number, input_hash, ${VERSION}, ${STATE}, ${MONEY}, ${DELIVERY}, case when fate in ('held', 'review') then ${UNDER_REVIEW} end, customer_id, email, address, 'standard', 'en-GB', 'GBP',
      subtotal, shipping, 0, tax, true, total, refunded, units, case when sent then 'Royal Parcel' end, case when sent then 'RP' || i end, ${END_REASON},
      placed_at, expires_at, case when paid then confirmed_at end, ${ENDED_AT}, ${UPDATED_AT} from s`,
  `insert into order_lines (id, order_id, position, variant_id, sku, name, options, image_url, quantity, unit_price_minor, total_minor, tax_rate_basis_points)
    select ${LINE_ID}, order_id, position, variant_id, sku, name, options, image_url, quantity, price_minor, price_minor * quantity, 2000 from l`,
  ...eventInserts,
  ...effectInserts,
  `insert into payments (id, order_id, status, amount_minor, currency, method, provider_id, card_brand, card_last4, failure_code, captured_minor, refunded_minor, created_at, updated_at)
    select ${PAYMENT_ID}, id, case when paid then 'succeeded' when fate = 'held' then 'initiated' when fate = 'declined' then 'failed' else 'canceled' end, total, 'GBP', 'pm_card_visa',
      '${SEEDED_PAYMENT}' || lpad(i::text, 9, '0'), case when paid then 'visa' end, case when paid then '4242' end, case fate when 'declined' then 'card_declined' end, case when paid then total else 0 end, refunded, placed_at, confirmed_at from s`,
  `insert into refunds (id, payment_id, order_id, amount_minor, currency, reason, status, requested_by, created_at, updated_at)
    select ${REFUND_ID}, ${PAYMENT_ID}, id, refunded, 'GBP', 'goodwill', 'succeeded', 'program', refunded_at, refunded_at from s where refunded > 0`,
  `insert into reservations (id, order_id, order_line_id, variant_id, warehouse_id, quantity, state, created_at, updated_at)
    select ${idOf('l.placed_at', 'b', 'l.position', 'l.i')}, order_id, ${LINE_ID}, variant_id, warehouse_id, quantity,
      case when fate in ('shipped', 'completed', 'partly-refunded') then 'consumed' when fate in ('declined', 'expired', 'called-off', 'cancelled') then 'released' else 'held' end, placed_at, shipped_at from l`,
  `insert into stock_movements (variant_id, warehouse_id, quantity, reason, order_line_id, actor, at)
    select variant_id, warehouse_id, -quantity, 'shipped', ${LINE_ID}, 'system:warehouse', shipped_at from l where fate in ('shipped', 'completed', 'partly-refunded')`,
  `insert into sales (event_id, order_id, kind, at, currency, revenue_minor, units, country) select ${idOf('placed_at', 'a', '2', 'i')}, id, 'sale', confirmed_at, 'GBP', total, units, 'GB' from s where paid`,
  `insert into sales (event_id, order_id, kind, at, currency, revenue_minor, units, country)
    select ${idOf('placed_at', 'a', '3', 'i')}, id, 'refund', refunded_at, 'GBP', -refunded, case fate when 'cancelled' then -units else 0 end, 'GB' from s where refunded > 0`,
  `insert into sale_lines (event_id, sku, name, quantity, revenue_minor)
    select ${idOf('placed_at', 'a', '2', 'i')}, sku, name, quantity, price_minor * quantity from l where fate not in ('held', 'declined', 'expired', 'called-off')`,
  `insert into sale_lines (event_id, sku, name, quantity, revenue_minor) select ${idOf('placed_at', 'a', '3', 'i')}, sku, name, -quantity, -price_minor * quantity from l where fate = 'cancelled'`,
  `insert into dispatches (order_id, state, dispatched_at, updated_at) select id, ${DELIVERY}, confirmed_at, confirmed_at from s where paid`,
]

/** Units of each ware that can be bought when all orders stand. */
const FREE_UNITS = 500

/** Brings in what the orders took and hold, and some to sell: afterwards the ledger's sum is the stock on the shelf. */
export async function fillShelves(sql: postgres.Sql): Promise<void> {
  await sql.begin(async tx => {
    await tx.unsafe(`
      create temp table shelf on commit drop as
      select w.variant_id, w.warehouse_id, coalesce(moved.units, 0)::int as moved, coalesce(held.units, 0)::int as held
      from seed_scale.wares w
      left join (select variant_id, warehouse_id, sum(quantity) as units from stock_movements group by 1, 2) moved using (variant_id, warehouse_id)
      left join (select variant_id, warehouse_id, sum(quantity) as units from reservations where state = 'held' group by 1, 2) held using (variant_id, warehouse_id)`)
    await tx.unsafe(`
      insert into stock_movements (variant_id, warehouse_id, quantity, reason, actor, at)
      select variant_id, warehouse_id, held + ${FREE_UNITS} - moved, 'received', 'system:command', now() - interval '2 years' from shelf where held + ${FREE_UNITS} <> moved`)
    await tx.unsafe(`
      insert into stock_levels (variant_id, warehouse_id, on_hand, reserved) select variant_id, warehouse_id, held + ${FREE_UNITS}, held from shelf
      on conflict (variant_id, warehouse_id, bucket) do update set on_hand = excluded.on_hand, reserved = excluded.reserved`)
  })
}
