import type { Growth } from '#proof/seed-scale/growth.ts'
import { PAYMENT_ID, REFUND_ID } from '#proof/seed-scale/scale-ids.ts'
import { SEEDED_PAYMENT } from './seeded-payments.ts'

export const growth: Growth = {
  tables: ['payments', 'refunds'],
  withOrders: [
    `insert into payments (id, order_id, status, amount_minor, currency, method, provider_id, card_brand, card_last4, failure_code, captured_minor, refunded_minor, created_at, updated_at)
    select ${PAYMENT_ID}, id, case when paid then 'succeeded' when fate = 'held' then 'initiated' when fate = 'declined' then 'failed' else 'canceled' end, total, 'GBP', 'pm_card_visa',
      '${SEEDED_PAYMENT}' || lpad(i::text, 9, '0'), case when paid then 'visa' end, case when paid then '4242' end, case fate when 'declined' then 'card_declined' end, case when paid then total else 0 end, refunded, placed_at, confirmed_at from s`,
    `insert into refunds (id, payment_id, order_id, amount_minor, currency, reason, status, requested_by, created_at, updated_at)
    select ${REFUND_ID}, ${PAYMENT_ID}, id, refunded, 'GBP', 'goodwill', 'succeeded', 'program', refunded_at, refunded_at from s where refunded > 0`,
  ],
}
