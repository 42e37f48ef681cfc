import { inArray } from 'drizzle-orm'
import type { Tx } from '#platform/db/client.ts'
import { wares } from '#slices/catalog/schema.ts'
import { SHOPPER_EMAIL } from '#slices/customers/demo/demo-people.ts'
import { findCustomer } from '#slices/customers/queries.ts'
import { wishes } from './schema.ts'

/** The last of them is sold out. */
const DEMO_WISHES = ['stove-kettle', 'enamel-jug', 'ring-vase']

/** A shop that takes real money has no demo customer, and then nobody wishes for anything. */
export async function demoWishes(tx: Tx): Promise<void> {
  const customerId = await findCustomer(tx, SHOPPER_EMAIL)
  if (!customerId) return
  const products = await tx
    .selectDistinct({ id: wares.productId })
    .from(wares)
    .where(inArray(wares.slug, DEMO_WISHES))
  await tx
    .insert(wishes)
    .values(products.map(({ id: productId }) => ({ customerId, productId, byVisitor: false })))
}
