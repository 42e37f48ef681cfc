import type { Invariant } from '#platform/db/invariant.ts'

export const staffInvariants: readonly Invariant[] = [
  {
    number: 18,
    says: 'no row of the audit was changed, taken out or put in between since it was chained',
    count: `
      select count(*) from (
        select c.hash, c.position, audit_hash(coalesce(lag(c.hash) over (order by c.position), ''), a) as ought, row_number() over (order by c.position) as nth
        from audit_chain c join audit a on a.id = c.audit_id) chain
      where hash <> ought or position <> nth`,
  },
  {
    number: 19,
    says: 'everything that was done from the desk stands in the audit',
    // Actions of a version without an audit have a name without a noun.
    count: `
      select count(*) from desk_actions d
      where d.state = 'done' and d.action like '%.%' and not exists (select from audit a where a.action_id = d.id)`,
  },
  {
    number: 20,
    says: 'where there is staff there is an owner, and whoever has a role is marked as staff and nobody else',
    count: `
      select (select count(*) from customers c where (c.role = 'admin') <> exists (select from staff_roles s where s.customer_id = c.id))
        + (select count(*) from (select 1 from staff_roles limit 1) some
           where not exists (select from staff_roles s join roles r on r.id = s.role_id where r.locked))`,
  },
]
