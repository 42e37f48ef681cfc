import { eq } from 'drizzle-orm'
import { auth } from '#platform/auth/auth.ts'
import { customers } from '#platform/auth/schema.ts'
import { database } from '#platform/db/client.ts'
import { env } from '#platform/lib/env.ts'
import { demoStaff, shopper } from './demo-people.ts'

/**
 * Not in the transaction of the seeding: a start that was cut short finds an empty shop and these people, and goes on. They come without
 * a visitor's session, so there is nothing to carry over.
 */
export async function inviteDemoPeople(): Promise<void> {
  if (env().stripe.takesRealMoney) return
  const db = database()
  for (const person of [shopper, ...demoStaff.map(({ role: _, ...member }) => member)]) {
    const [known] = await db
      .select({ id: customers.id })
      .from(customers)
      .where(eq(customers.email, person.email))
    if (!known) await auth().api.signUpEmail({ body: person })
    await db.update(customers).set({ emailVerified: true }).where(eq(customers.email, person.email))
  }
}
