import type { Wrong } from '#proof/invariants/wrong.ts'

const ID = '019a9d3c-5f4e-7c1a-9a52-3f0f6f0d7b50'
const aPromotion = (used: number) => `
  insert into promotions (id, name, needs_code, input_hash, actor) values ('${ID}', 'Wrong', false, '', '');
  insert into promotion_budgets (promotion_id, bucket, used) values ('${ID}', 0, ${used})`
const undo =
  'delete from redemption_slots; delete from redemptions; delete from promotion_codes; delete from promotion_budgets; delete from promotions'

export const wrongs: readonly Wrong[] = [
  { breaks: [50], by: aPromotion(1), undo },
  { breaks: [50], by: `${aPromotion(0)}; update promotions set limit_total = 5`, undo },
  {
    breaks: [50],
    by: `${aPromotion(0)}; insert into promotion_codes (id, promotion_id, code_hash, batch_id, used_by) values ('${ID}', '${ID}', 'x', '${ID}', '${ID}')`,
    undo,
  },
  {
    breaks: [51],
    by: `insert into redemption_slots (promotion_id, customer_key, slot, order_id) values ('${ID}', 'x', 1, '${ID}')`,
    undo,
  },
  {
    breaks: [51],
    by: `${aPromotion(1)}; insert into redemptions (order_id, promotion_id, version, bucket, state, amount_minor, currency, customer_keys)
      select id, '${ID}', 1, 0, 'kept', 100, 'GBP', '{x}' from orders where state = 'confirmed' limit 1`,
    undo,
  },
]
