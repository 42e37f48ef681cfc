import { desc, eq } from 'drizzle-orm'
import type { DbOrTx } from '#platform/db/client.ts'
import { addresses } from '../schema.ts'
import type { SavedAddress } from './saved-address.ts'

const { id, label, address, isDefault } = addresses

/** The saved addresses of a customer, the default first, then the newest. */
export function savedAddresses(db: DbOrTx, customerId: string): Promise<SavedAddress[]> {
  return db
    .select({ id, label, address, isDefault })
    .from(addresses)
    .where(eq(addresses.customerId, customerId))
    .orderBy(desc(isDefault), desc(addresses.createdAt), desc(id))
}
