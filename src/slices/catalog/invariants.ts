import type { Invariant } from '#platform/db/invariant.ts'

export const catalogInvariants: readonly Invariant[] = [
  {
    number: 61,
    says: 'a variant has one price at any moment: its regular prices follow each other, the open one is the latest, and of its sales one holds at a time',
    count: `
      select (select count(*) from (
            select valid_from, valid_to, lag(coalesce(valid_to, 'infinity')) over (partition by variant_id order by valid_from, coalesce(valid_to, 'infinity')) as before
            from prices) p
          where p.before > p.valid_from or p.valid_to < p.valid_from)
        + (select count(*) from (
            select starts_at, lag(coalesce(ends_at, 'infinity')) over (partition by variant_id, currency order by starts_at) as before from sale_prices) s
          where s.before > s.starts_at)
        + (select count(*) from (select variant_id from current_prices group by 1 having count(*) > 1) twice)`,
  },
]
