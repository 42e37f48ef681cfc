import { inArray } from 'drizzle-orm'
import { customers } from '#platform/auth/schema.ts'
import type { Tx } from '#platform/db/client.ts'
import { env } from '#platform/lib/env.ts'
import { demoStaff } from '#slices/customers/demo/demo-people.ts'
import { giveRoleNamed } from './give-role-named.ts'

/** Gives each of the demo's people their role. A shop with real money has none of them. */
export async function employDemoStaff(tx: Tx): Promise<void> {
  if (env().stripe.takesRealMoney) return
  const known = await tx
    .select({ id: customers.id, email: customers.email })
    .from(customers)
    .where(
      inArray(
        customers.email,
        demoStaff.map(({ email }) => email),
      ),
    )
  for (const { id, email } of known) {
    const role = demoStaff.find(member => member.email === email)?.role
    if (role) await giveRoleNamed(tx, id, role)
  }
}
