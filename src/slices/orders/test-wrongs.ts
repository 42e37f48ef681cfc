import type { Wrong } from '#proof/invariants/wrong.ts'

export const wrongs: readonly Wrong[] = [
  {
    breaks: [8],
    by: "update orders set state = 'reserved', expires_at = expires_at - interval '1 hour' where state = 'declined'",
    undo: "update orders set state = 'declined', expires_at = expires_at + interval '1 hour' where state = 'reserved'",
  },
  {
    breaks: [11],
    by: "update orders set units = units + 1 where state = 'confirmed'",
    undo: "update orders set units = units - 1 where state = 'confirmed'",
  },
  {
    breaks: [4, 42],
    by: "update order_lines set cancelled = 1 where quantity > 1 and order_id in (select id from orders where state in ('confirmed', 'completed'))",
    undo: 'update order_lines set cancelled = 0 where cancelled > 0',
  },
  {
    breaks: [56],
    by: "update order_lines set tax_minor = tax_minor + 1 where order_id in (select id from orders where state in ('confirmed', 'completed'))",
    undo: "update order_lines set tax_minor = tax_minor - 1 where order_id in (select id from orders where state in ('confirmed', 'completed'))",
  },
  {
    breaks: [57],
    by: 'update order_lines set discount_minor = 1',
    undo: 'update order_lines set discount_minor = 0',
  },
]
