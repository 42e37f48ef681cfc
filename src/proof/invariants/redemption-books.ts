import type { Invariant } from '#platform/db/invariant.ts'
import type { Wrong } from './wrong.ts'

/** Compares what orders use of promotions with the orders. */
export const redemptionInvariant: Invariant = {
  number: 52,
  says: 'an order holds promotions while it is open, keeps them once it is confirmed, and has given them back when it ended otherwise',
  count: `
    select count(*) from redemptions r left join orders o on o.id = r.order_id
    where case when o.id is null then r.state <> 'released' when o.state = 'reserved' then r.state = 'kept'
      when o.state in ('confirmed', 'completed') then r.state = 'held' else r.state <> 'released' end`,
}

const promotionHeld = (state: string, ofOrder: string) => `
  insert into promotions (id, name, needs_code, input_hash, actor) values ('00000000-0000-7000-8000-000000000052', 'Wrong', false, '', '');
  insert into promotion_budgets (promotion_id, bucket, used) select id, 0, 1 from promotions where name = 'Wrong';
  insert into redemptions (order_id, promotion_id, version, bucket, state, amount_minor, currency, customer_keys)
    select o.id, p.id, 1, 0, '${state}', 100, 'GBP', '{}' from promotions p, (${ofOrder}) o where p.name = 'Wrong'`
const undo = 'delete from redemptions; delete from promotion_budgets; delete from promotions'

export const redemptionWrongs: readonly Wrong[] = [
  {
    breaks: [52],
    by: promotionHeld('held', "select id from orders where state = 'confirmed' limit 1"),
    undo,
  },
  {
    breaks: [52],
    by: promotionHeld('kept', "select id from orders where state = 'declined' limit 1"),
    undo,
  },
  { breaks: [52], by: promotionHeld('held', 'select gen_random_uuid() as id'), undo },
]
