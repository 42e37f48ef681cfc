import type { Wrong } from '#proof/invariants/wrong.ts'

export const wrongs: readonly Wrong[] = [
  {
    breaks: [26],
    by: "insert into audit (at, actor, kind, action, entity, entity_id, session_id, factors, proven_at) values (now(), 'staff:24:Stale', 'change', 'keys.make', 'key', '1', gen_random_uuid(), '{password,totp}', now() - interval '1 hour')",
    undo: "alter table audit disable trigger audit_append_only; delete from audit where actor = 'staff:24:Stale'; alter table audit enable trigger audit_append_only",
  },
  {
    breaks: [20],
    by: "alter table audit disable trigger audit_append_only; insert into audit (at, actor, kind, action, entity, entity_id) values (now(), 'staff:1:Eve', 'change', 'orders.refund', 'order', '1'); insert into audit_chain (position, audit_id, hash) select 1, a.id, audit_hash('', a) from audit a where a.actor = 'staff:1:Eve'; update audit set actor = 'staff:2:Ada' where actor = 'staff:1:Eve'",
    undo: "alter table audit_chain disable trigger audit_chain_append_only; delete from audit_chain; delete from audit where actor = 'staff:2:Ada'; alter table audit enable trigger audit_append_only; alter table audit_chain enable trigger audit_chain_append_only",
  },
]
