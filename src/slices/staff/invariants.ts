import type { Invariant } from '#platform/db/invariant.ts'

export const staffInvariants: readonly Invariant[] = [
  {
    number: 20,
    says: 'no row of the audit was changed, taken out or put in between since it was chained',
    count: `
      select count(*) from (
        select c.hash, c.position, audit_hash(coalesce(lag(c.hash) over (order by c.position), ''), a) as ought, row_number() over (order by c.position) as nth
        from audit_chain c join audit a on a.id = c.audit_id) chain
      where hash <> ought or position <> nth`,
  },
]
