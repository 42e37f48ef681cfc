import type { Wrong } from '#proof/invariants/wrong.ts'

const PERSON = '00000000-0000-7000-8000-000000000023'
const person = `insert into customers (id, name, email, staff_since) values ('${PERSON}', 'Without Second', 'without-second@example.com', now() - interval '3 days')`
const row = (action: string, factors: string, provenAt: string) =>
  `insert into audit (at, actor, kind, action, entity, entity_id, session_id, factors, proven_at) values (now(), 'staff:${PERSON}:Without', 'change', '${action}', 'order', '1', gen_random_uuid(), '{${factors}}', ${provenAt})`
const undo = `alter table audit disable trigger audit_append_only; delete from audit where actor like 'staff:${PERSON}:%'; alter table audit enable trigger audit_append_only; delete from customers where id = '${PERSON}'`

export const wrongs: readonly Wrong[] = [
  { breaks: [25], by: `${person}; ${row('orders.cancel', 'password', 'now()')}`, undo },
  {
    breaks: [26],
    by: `${person}; ${row('keys.make', 'password,totp', "now() - interval '1 hour'")}`,
    undo,
  },
  {
    breaks: [20],
    by: "alter table audit disable trigger audit_append_only; insert into audit (at, actor, kind, action, entity, entity_id) values (now(), 'staff:1:Eve', 'change', 'orders.refund', 'order', '1'); insert into audit_chain (position, audit_id, hash) select 1, a.id, audit_hash('', a) from audit a where a.actor = 'staff:1:Eve'; update audit set actor = 'staff:2:Ada' where actor = 'staff:1:Eve'",
    undo: "alter table audit_chain disable trigger audit_chain_append_only; delete from audit_chain; delete from audit where actor = 'staff:2:Ada'; alter table audit enable trigger audit_append_only; alter table audit_chain enable trigger audit_chain_append_only",
  },
]
