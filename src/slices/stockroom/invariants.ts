import type { Invariant } from '#platform/db/invariant.ts'

export const stockroomInvariants: readonly Invariant[] = [
  {
    number: 33,
    says: 'the ledger moved what was booked in, counted, sorted and written off, once and no more',
    count: `with said as (
        select cause, variant_id, from_place, to_place, sum(units) as units from (
          select receipt_id as cause, variant_id, 'supplier' as from_place, 'shelf' as to_place, accepted as units from receipt_lines
          union all select receipt_id, variant_id, 'supplier', 'quarantine', damaged from receipt_lines
          union all select count_id, variant_id, case when difference > 0 then 'lost' else 'shelf' end,
            case when difference > 0 then 'shelf' else 'lost' end, abs(difference) from count_lines where state = 'booked'
          union all select id, variant_id, 'shelf', 'lost', units from floor_losses
          union all select id, variant_id, from_place, to_place, units from sortings) every
        where units > 0 group by 1, 2, 3, 4
      ), moved as (
        select cause_id as cause, variant_id, from_place, to_place, sum(units) as units from stock_ledger
        where cause_id is not null and reason in ('received', 'adjusted', 'sorted') group by 1, 2, 3, 4
      )
      select count(*) from said s full join moved m using (cause, variant_id, from_place, to_place) where s.units is distinct from m.units`,
  },
]
