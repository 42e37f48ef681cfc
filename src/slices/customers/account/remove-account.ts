import { and, eq } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { z } from 'zod'
import { customers } from '#platform/auth/schema.ts'
import { announce } from '#platform/jobs/announce.ts'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { transact } from '#platform/jobs/transact.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { customerRemoved } from '../events.ts'
import { checkPassword } from './check-password.ts'

/** The notifications slice works through it. The account is gone by then, so the job holds the address. */
export const FAREWELL_QUEUE = 'notifications.send-farewell'
export const farewellSchema = z.object({ id: z.uuid(), email: z.string() })
export type Farewell = z.infer<typeof farewellSchema>

/**
 * Deletes the account for one who knows its password. The keys of the tables take with it what is the person's alone: sessions, cart,
 * wishes. Orders go on without it, since the law keeps invoices for years. A mail says so.
 */
export async function removeAccount(
  ctx: Pick<Ctx, 'db' | 'jobs' | 'log'>,
  customerId: string,
  password: string,
): Promise<void> {
  await checkPassword(ctx, customerId, password)
  await transact(ctx, async transaction => {
    const { tx, send } = transaction
    const [gone] = await tx
      .delete(customers)
      .where(and(eq(customers.id, customerId), eq(customers.role, 'customer')))
      .returning({ email: customers.email })
    if (!gone)
      throw new Refusal(
        'conflict',
        'This account belongs to staff: ask the owner of the shop to end that first.',
      )
    await announce(transaction, customerRemoved, { customerId })
    const id = uuidv7()
    await send(FAREWELL_QUEUE, { id, email: gone.email } satisfies Farewell, id)
  })
}
