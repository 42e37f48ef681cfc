import type { Audited } from '#platform/audit/audited.ts'

/** A promotion by its id. Of single-use codes only their number. */
export const auditedPromotion: Audited = {
  entity: 'promotion',
  stands: `
    select jsonb_build_object('name', p.name, 'state', p.state, 'version', p.version, 'effect', v.effect, 'conditions', v.conditions, 'combines', v.combines,
      'needsCode', p.needs_code, 'limitTotal', p.limit_total, 'limitPerCustomer', p.limit_per_customer, 'startsAt', p.starts_at, 'endsAt', p.ends_at,
      'code', (select shared from promotion_codes c where c.promotion_id = p.id and shared is not null and retired_at is null),
      'singleUseCodes', (select coalesce(sum(codes), 0) from promotion_batches b where b.promotion_id = p.id))
    from promotions p join promotion_versions v on v.promotion_id = p.id and v.version = p.version where p.id = $1::text::uuid`,
}
