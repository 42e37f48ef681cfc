import { eq } from 'drizzle-orm'
import type { DbOrTx } from '#platform/db/client.ts'
import { roles, staffRoles } from '#platform/rights/schema.ts'

/** Gives somebody the role of this name, on behalf of the shop itself. Again changes nothing. */
export async function giveRoleNamed(db: DbOrTx, customerId: string, name: string): Promise<void> {
  const [role] = await db.select({ id: roles.id }).from(roles).where(eq(roles.name, name))
  if (!role) throw new Error(`There is no role ${name}.`)
  await db
    .insert(staffRoles)
    .values({ customerId, roleId: role.id, grantedBy: 'system:command' })
    .onConflictDoNothing()
}
