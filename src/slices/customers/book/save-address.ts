import { and, eq, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { customers } from '#platform/auth/schema.ts'
import type { Tx } from '#platform/db/client.ts'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { addresses } from '../schema.ts'
import { savedAddresses } from './queries.ts'
import { ADDRESSES_MAX, type SavedAddress, type saveAddressSchema } from './saved-address.ts'

/** Keeps an address in the book of the account, or changes one there. The first one is the default, and one is always the default. */
export async function saveAddress(
  ctx: Pick<Ctx, 'db' | 'now'>,
  customerId: string,
  { id, label, address, isDefault }: z.infer<typeof saveAddressSchema>,
): Promise<SavedAddress[]> {
  return ctx.db.transaction(async tx => {
    await lockBook(tx, customerId)
    const kept = await savedAddresses(tx, customerId)
    const known = kept.find(one => one.id === id)
    if (!known && kept.length >= ADDRESSES_MAX)
      throw new Refusal(
        'conflict',
        `You can keep ${ADDRESSES_MAX} addresses. Remove one that you no longer need.`,
      )
    const toDefault = isDefault || kept.every(one => one.id === id || !one.isDefault)
    if (toDefault)
      await tx.update(addresses).set({ isDefault: false }).where(eq(addresses.customerId, customerId))
    const row = { label, address, isDefault: toDefault }
    await tx
      .insert(addresses)
      .values({ ...row, customerId, id, createdAt: ctx.now() })
      .onConflictDoUpdate({ target: [addresses.customerId, addresses.id], set: row })
    return savedAddresses(tx, customerId)
  })
}

/** Takes an address out of the book. When it was the default, the newest of the others takes its place. */
export async function removeAddress(
  ctx: Pick<Ctx, 'db'>,
  customerId: string,
  id: string,
): Promise<SavedAddress[]> {
  return ctx.db.transaction(async tx => {
    await lockBook(tx, customerId)
    await tx.delete(addresses).where(and(eq(addresses.customerId, customerId), eq(addresses.id, id)))
    const left = await savedAddresses(tx, customerId)
    const [newest] = left
    if (!newest || newest.isDefault) return left
    await tx
      .update(addresses)
      .set({ isDefault: true })
      .where(and(eq(addresses.customerId, customerId), eq(addresses.id, newest.id)))
    return savedAddresses(tx, customerId)
  })
}

/** One change of a book after the other: the limit and the one default hold however many tabs are open. */
const lockBook = (tx: Tx, customerId: string) =>
  tx.select({ id: sql`1` }).from(customers).where(eq(customers.id, customerId)).for('update')
