import type { Audited } from '#platform/audit/audited.ts'

/** A return as far as staff can move it, by its number. Nobody's name or words stand in the audit. */
export const auditedReturn: Audited = {
  entity: 'return',
  stands: `
    select jsonb_build_object('orderId', r.order_id, 'state', r.state, 'refusal', r.refusal, 'lines', (
      select jsonb_agg(jsonb_build_object('line', l.order_line_id, 'wish', l.wish, 'approved', l.approved, 'received', l.received, 'waiting', l.waiting,
        'restocked', l.restocked, 'repaired', l.repaired, 'scrapped', l.scrapped, 'sentBack', l.sent_back) order by l.order_line_id)
      from return_lines l where l.return_id = r.id))
    from returns r where r.number = $1::text`,
}
