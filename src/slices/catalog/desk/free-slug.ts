import anyAscii from 'any-ascii'
import { inArray, sql } from 'drizzle-orm'
import type { Tx } from '#platform/db/client.ts'
import { LIMITS } from '#platform/fields/limits.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { products } from '../schema.ts'

/** Room for a dash and a number behind it. */
const LONGEST = LIMITS.slug - 8
/** What a name that is nothing but signs is called. */
const NAMELESS = 'product'

/** A name as it stands in an address: `Crème brûlée` → `creme-brulee`, `花瓶` → `huaping`. */
export function slugOf(name: string): string {
  const plain = anyAscii(name.normalize('NFKC'))
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
  const whole = plain.replace(/^-+|-+$/g, '')
  const cut = whole.length > LONGEST ? whole.slice(0, LONGEST + 1).replace(/-[^-]*$/, '') : whole
  return cut.slice(0, LONGEST) || NAMELESS
}

/** Shops that sell more of one name give them names of their own. */
const MOST_OF_ONE_NAME = 50
const SLUG_LOCK = 7_201_407

/**
 * The name's slug, with a number behind it when another product has it. Writers take turns until their transactions end, so that
 * two of them never find the same one free.
 */
export async function freeSlug(tx: Tx, name: string): Promise<string> {
  await tx.execute(sql`select pg_advisory_xact_lock(${SLUG_LOCK})`)
  const slug = slugOf(name)
  const numbers = Array.from({ length: MOST_OF_ONE_NAME - 1 }, (_, index) => `${slug}-${index + 2}`)
  const wanted = [slug, ...numbers]
  const taken = await tx.select({ slug: products.slug }).from(products).where(inArray(products.slug, wanted))
  const free = wanted.find(one => !taken.some(other => other.slug === one))
  if (free) return free
  const message = `${MOST_OF_ONE_NAME} products have this name. Give this one another`
  throw new Refusal('conflict', `${message}.`, [{ path: 'name', message }])
}
