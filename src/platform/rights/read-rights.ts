import { sql } from 'drizzle-orm'
import type { DbOrTx } from '#platform/db/client.ts'
import { BY_WAREHOUSE } from './permission.ts'

const narrowed = sql.raw(`array['${BY_WAREHOUSE.join("','")}']`)

/** The permissions of a person by all of their roles; none for somebody who is no staff. */
export async function readRights(db: DbOrTx, customerId: string): Promise<string[]> {
  const rows = await db.execute<{ right: string }>(sql`
    select distinct case when s.warehouse_id is not null and p.permission = any(${narrowed}) then p.permission || '@' || s.warehouse_id else p.permission end as right
    from staff_roles s join roles r on r.id = s.role_id, unnest(r.permissions) p(permission)
    where s.customer_id = ${customerId}`)
  return rows.map(({ right }) => right)
}
