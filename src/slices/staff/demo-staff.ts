import type { Tx } from '#platform/db/client.ts'
import { env } from '#platform/lib/env.ts'
import { demoStaff } from '#slices/customers/demo/demo-people.ts'
import { accountsOf } from '#slices/customers/queries.ts'
import { giveRoleNamed } from './give-role-named.ts'

/** Gives each of the demo's people their role. A shop with real money has none of them. */
export async function employDemoStaff(tx: Tx): Promise<void> {
  if (env().stripe.takesRealMoney) return
  const accounts = await accountsOf(
    tx,
    demoStaff.map(({ email }) => email),
  )
  for (const { email, role } of demoStaff) {
    const id = accounts.get(email)
    if (id) await giveRoleNamed(tx, id, role)
  }
}
