import type { Invariant } from '#platform/db/invariant.ts'
import { SEEDED_PAYMENT } from './seeded-payments.ts'

export const paymentInvariants: readonly Invariant[] = [
  {
    number: 12,
    says: "the provider's charges are our payments, one to one and penny for penny, at most one kept an order",
    count: `with charges as (select * from provider_charges), ours as (
        select provider_id, order_id, captured_minor, refunded_minor from payments where status = 'succeeded' and amount_minor > 0 and not starts_with(coalesce(provider_id, ''), '${SEEDED_PAYMENT}'))
      select (select count(*) from charges c full join ours o on o.provider_id = c.id
          where c.id is null or o.provider_id is null or c.captured <> o.captured_minor or c.refunded <> o.refunded_minor or c.order_id <> o.order_id::text)
        + (select count(*) from (select order_id from charges where refunded < captured group by order_id having count(*) > 1) twice)`,
  },
  {
    number: 14,
    says: "the provider's disputes are ours, of a payment that was taken; nothing goes back from the shop while one is open or after it is lost",
    count: `select (select count(*) from provider_disputes t
          full join (select d.*, p.provider_id as payment from disputes d join payments p on p.id = d.payment_id) d on d.provider_id = t.id
          where (t.id is null and d.provider_id is not null)
            or (t.old and exists (select from payments p where p.provider_id = t.payment)
              and (d.id is null or d.payment <> t.payment or d.amount_minor <> t.amount or d.state <> t.state)))
        + (select count(*) from disputes d join payments p on p.id = d.payment_id
          where p.status <> 'succeeded' or p.order_id <> d.order_id or p.currency <> d.currency or d.amount_minor > p.captured_minor)
        + (select count(*) from refunds r join disputes d on d.payment_id = r.payment_id
          where d.state in ('needs_response', 'under_review', 'lost') and r.created_at > d.updated_at and r.reason <> 'refunded_at_provider')`,
  },
]
