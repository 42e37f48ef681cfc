import { eq } from 'drizzle-orm'
import type { Tx } from '#platform/db/client.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { categories } from '../schema.ts'

/** The id of the one category that the slugs name; null for none. It refuses a slug that is unknown. */
export async function findCategory(tx: Tx, [slug]: readonly string[]): Promise<string | null> {
  if (slug === undefined) return null
  const [found] = await tx.select({ id: categories.id }).from(categories).where(eq(categories.slug, slug))
  if (found) return found.id
  const message = `There is no category ${slug}`
  throw new Refusal('validation_failed', `${message}.`, [{ path: 'categories.0', message }])
}
