import type { Invariant } from '#platform/db/invariant.ts'

export const promotionInvariants: readonly Invariant[] = [
  {
    number: 50,
    says: 'a promotion has counted the orders that hold or keep it, within its limit, and a single-use code is used by the order that holds or keeps it',
    count: `
      select (select count(*) from promotion_budgets b
          full join (select promotion_id, bucket, count(*) as uses from redemptions where state <> 'released' group by 1, 2) r using (promotion_id, bucket)
          where coalesce(b.used, -1) <> coalesce(r.uses, 0))
        + (select count(*) from promotions p
            left join (select promotion_id, sum(share_limit) as shared, count(*) filter (where share_limit is null) as endless, count(*) as rows
              from promotion_budgets group by 1) b on b.promotion_id = p.id
            where case when p.limit_total is null then b.endless is distinct from b.rows
              else b.shared is distinct from p.limit_total or b.endless <> 0 end)
        + (select count(*) from (select id, used_by from promotion_codes where used_by is not null) c
            full join (select r.code_id, r.order_id from redemptions r join promotion_codes s on s.id = r.code_id and s.shared is null
              where r.state <> 'released') r on r.code_id = c.id and r.order_id = c.used_by
            where c.id is null or r.code_id is null)`,
  },
  {
    number: 51,
    says: 'a customer has a slot of a promotion for each order that holds or keeps it, and no other',
    count: `
      select count(*) from redemption_slots s
      full join (select order_id, promotion_id, unnest(customer_keys) as customer_key, true as is_one from redemptions where state <> 'released') r
        using (promotion_id, customer_key, order_id)
      where s.slot is null or r.is_one is null`,
  },
]
