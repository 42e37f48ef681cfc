import type { Invariant } from '#platform/db/invariant.ts'

export const creditInvariants: readonly Invariant[] = [
  {
    number: 53,
    says: 'the balance of each gift card and store credit is the sum of its entries, which are numbered without a gap, and never below nought',
    count: `select count(*) from credit_accounts a
      left join (select account_id, sum(amount_minor) as sum, count(*) as entries, max(number) as last from credit_entries group by 1) e on e.account_id = a.id
      where a.balance_minor <> coalesce(e.sum, 0) or a.balance_minor < 0 or a.entries <> coalesce(e.entries, 0) or a.entries <> coalesce(e.last, 0)`,
  },
  {
    number: 54,
    says: 'what an order held of an account was taken from it once for each try, what was released came back whole, and what was refunded is no more than it gave',
    count: `with said as (
        select account_id, order_id, coalesce(-sum(amount_minor) filter (where kind in ('hold', 'release')), 0) as taken,
          count(*) filter (where kind = 'hold') as holds, coalesce(sum(amount_minor) filter (where kind = 'refund'), 0) as refunded
        from credit_entries where order_id is not null group by 1, 2
      )
      select count(*) from credit_holds h full join said s using (account_id, order_id)
      where s.taken is distinct from case when h.state = 'released' then 0 else h.amount_minor end or h.refunded_minor is distinct from s.refunded
        or s.holds is distinct from h.turn
        or not (0 <= h.refunded_minor and h.refunded_minor <= h.amount_minor)`,
  },
  {
    number: 55,
    says: 'a customer has one store credit in a currency, and each gift card a code of its own',
    count: `select (select count(*) from (
          select from credit_accounts where kind = 'store_credit' and customer_id is not null group by customer_id, currency having count(*) > 1) several)
        + (select count(*) from (select from credit_accounts where kind = 'gift_card' group by code_hash having count(*) > 1 or code_hash is null) alike)`,
  },
]
