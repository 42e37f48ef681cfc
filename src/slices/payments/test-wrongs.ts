import type { Wrong } from '#proof/invariants/wrong.ts'

export const wrongs: readonly Wrong[] = [
  {
    breaks: [6, 12],
    by: "alter table payments drop constraint payments_succeeded_is_captured; update payments set captured_minor = captured_minor - 1 where status = 'succeeded'",
    undo: "update payments set captured_minor = captured_minor + 1 where status = 'succeeded'",
  },
  {
    breaks: [14],
    by: "insert into disputes (id, provider_id, payment_id, order_id, amount_minor, currency, reason, state, opened_at) select gen_random_uuid(), 'du_made_up', id, order_id, 1, currency, 'fraudulent', 'lost', now() from payments where status = 'succeeded'",
    undo: 'delete from disputes',
  },
]
