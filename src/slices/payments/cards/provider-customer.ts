import { and, eq, isNull } from 'drizzle-orm'
import type { DbOrTx } from '#platform/db/client.ts'
import { fault } from '#platform/lib/fault-points.ts'
import { lockProvedAccount } from '#slices/customers/queries.ts'
import type { PaymentsCtx } from '../provider.ts'
import { providerCustomers } from '../schema.ts'

export type ProviderCustomer = typeof providerCustomers.$inferSelect

/** The provider forgets a key after a day. A customer that it was asked for longer ago is looked for. */
const KEY_IS_KEPT_MS = 20 * 3_600_000
/** Another checkout of the account is asking under the same key: it has its answer soon. */
const ASK_AGAIN_MS = 300

export async function readProviderCustomer(db: DbOrTx, customerId: string): Promise<ProviderCustomer | null> {
  const [row] = await db.select().from(providerCustomers).where(eq(providerCustomers.customerId, customerId))
  return row ?? null
}

/**
 * The provider's customer of an account, made at the first need: once, however many checkouts need it at the same time and whatever dies in
 * between. Null: the account has no proved address, or the provider does not answer.
 */
export async function providerCustomerFor(ctx: PaymentsCtx, customerId: string): Promise<string | null> {
  const noted = await noteAsking(ctx, customerId)
  if (!noted || noted.providerId) return noted?.providerId ?? null
  await fault('customer.noted')
  const providerId = await makeOrFind(ctx, noted)
  await fault('customer.answered')
  return providerId && keepId(ctx.db, customerId, providerId)
}

/** Written before the provider is asked. The account cannot be deleted meanwhile; afterwards its deletion finds the row. */
async function noteAsking(ctx: PaymentsCtx, customerId: string): Promise<ProviderCustomer | null> {
  return ctx.db.transaction(async tx => {
    if (!(await lockProvedAccount(tx, customerId))) return null
    const now = ctx.now()
    await tx
      .insert(providerCustomers)
      .values({ customerId, createdAt: now, askedAt: now })
      .onConflictDoUpdate({
        target: providerCustomers.customerId,
        set: { askedAt: now },
        setWhere: isNull(providerCustomers.providerId),
      })
    return readProviderCustomer(tx, customerId)
  })
}

async function makeOrFind(ctx: PaymentsCtx, noted: ProviderCustomer): Promise<string | null> {
  const { cards } = ctx.gateway
  const { customerId, attempt, createdAt } = noted
  if (ctx.now().getTime() - createdAt.getTime() > KEY_IS_KEPT_MS) {
    const found = await cards.findCustomer(customerId, createdAt)
    if (found.kind !== 'absent') return idIn(found)
  }
  const made = await cards.createCustomer({ customerId, attempt })
  if (made.kind === 'unknown') {
    await new Promise(done => setTimeout(done, ASK_AGAIN_MS))
    return idIn(await cards.createCustomer({ customerId, attempt }))
  }
  return made.kind === 'broken' ? underNextKey(ctx, noted) : idIn(made)
}

/** The provider repeats its failure under this key. A new key is begun only when it holds nothing of the old one. */
async function underNextKey(ctx: PaymentsCtx, { customerId, attempt, createdAt }: ProviderCustomer) {
  const { cards } = ctx.gateway
  const found = await cards.findCustomer(customerId, createdAt)
  if (found.kind !== 'absent') return idIn(found)
  await ctx.db
    .update(providerCustomers)
    .set({ attempt: attempt + 1 })
    .where(and(eq(providerCustomers.customerId, customerId), eq(providerCustomers.attempt, attempt)))
  return idIn(await cards.createCustomer({ customerId, attempt: attempt + 1 }))
}

const idIn = (answer: { kind: string; providerId?: string }): string | null => answer.providerId ?? null

/** The first answer stays. Null: the account was deleted, and the provider's customer with it. */
async function keepId(db: DbOrTx, customerId: string, providerId: string): Promise<string | null> {
  await db
    .update(providerCustomers)
    .set({ providerId })
    .where(and(eq(providerCustomers.customerId, customerId), isNull(providerCustomers.providerId)))
  return (await readProviderCustomer(db, customerId))?.providerId ?? null
}
