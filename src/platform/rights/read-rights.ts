import { sql } from 'drizzle-orm'
import type { DbOrTx } from '#platform/db/client.ts'

/** The permissions of a person by all of their roles; none for somebody who is no staff. */
export async function readRights(db: DbOrTx, customerId: string): Promise<string[]> {
  const rows = await db.execute<{ permission: string }>(sql`
    select distinct unnest(r.permissions) as permission from staff_roles s join roles r on r.id = s.role_id
    where s.customer_id = ${customerId}`)
  return rows.map(({ permission }) => permission)
}
