import type { DbOrTx } from '#platform/db/client.ts'
import { prepared } from '#platform/db/prepared.ts'
import { BY_WAREHOUSE } from './permission.ts'

const RIGHTS = `
  select distinct case when s.warehouse_id is not null and p.permission = any ($2::text[]) then p.permission || '@' || s.warehouse_id else p.permission end as right
  from staff_roles s join roles r on r.id = s.role_id, unnest(r.permissions) p(permission)
  where s.customer_id = $1::uuid`

/** The permissions of a person by all of their roles; none for somebody who is no staff. Each request of theirs reads them. */
export async function readRights(db: DbOrTx, customerId: string): Promise<string[]> {
  const rows = await prepared<{ right: string }>(db, RIGHTS, [customerId, [...BY_WAREHOUSE]])
  return rows.map(({ right }) => right)
}
