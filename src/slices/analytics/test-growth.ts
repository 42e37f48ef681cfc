import type { Growth } from '#proof/seed-scale/growth.ts'
import { idOf, SALE_ID } from '#proof/seed-scale/scale-ids.ts'

export const growth: Growth = {
  tables: ['sales', 'sale_lines'],
  withOrders: [
    `insert into sales (event_id, order_id, kind, at, currency, revenue_minor, units, country) select ${SALE_ID}, id, 'sale', confirmed_at, 'GBP', total, units, 'GB' from s where paid`,
    `insert into sales (event_id, order_id, kind, at, currency, revenue_minor, units, country)
    select ${idOf('placed_at', 'a', '3', 'i')}, id, 'refund', refunded_at, 'GBP', -refunded, case fate when 'cancelled' then -units else 0 end, 'GB' from s where refunded > 0`,
    `insert into sale_lines (event_id, sku, name, quantity, revenue_minor)
    select ${SALE_ID}, sku, name, quantity, price_minor * quantity from l where fate not in ('held', 'declined', 'expired', 'called-off')`,
    `insert into sale_lines (event_id, sku, name, quantity, revenue_minor) select ${idOf('placed_at', 'a', '3', 'i')}, sku, name, -quantity, -price_minor * quantity from l where fate = 'cancelled'`,
  ],
}
