import type { Invariant } from '#platform/db/invariant.ts'

export const customerInvariants: readonly Invariant[] = [
  {
    number: 18,
    says: 'no session lives past its end',
    count: `select count(*) from sessions where expires_at > ends_at or seen_at > ends_at`,
  },
  {
    number: 25,
    says: 'a customer who keeps addresses has one that is filled in, and no more than twenty',
    count: `select count(*) from (select from addresses group by customer_id having count(*) filter (where is_default) <> 1 or count(*) > 20) wrong`,
  },
  {
    number: 19,
    says: 'after a changed password only the session that changed it is older than the change',
    count: `select count(*) from session_events e join sessions s on s.customer_id = e.customer_id
      where e.what = 'password_changed' and s.created_at < e.at and s.id is distinct from e.session_id`,
  },
]
