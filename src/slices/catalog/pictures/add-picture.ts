import { and, eq, sql } from 'drizzle-orm'
import type { DbOrTx, Tx } from '#platform/db/client.ts'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { jobId } from '#platform/jobs/job-sender.ts'
import { transact } from '#platform/jobs/transact.ts'
import { fault } from '#platform/lib/fault-points.ts'
import { sha256 } from '#platform/lib/hash.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { storage } from '#platform/outside/storage.ts'
import { images, loosePictureFiles, products } from '../schema.ts'
import { MAKE_SIZES } from './make-sizes.ts'
import { originalKey, type PictureFile, pictureFile, usualAddress } from './picture-file.ts'
import { takeIn } from './take-in.ts'
import { MOST_PICTURES } from './upload-limits.ts'
import type { Original } from './workshop-process.ts'

export type NewPicture = {
  /** Made by the caller, who may send it again: the same id and bytes are one picture. */
  id: string
  productId: string
  alt: string
  colour?: string | undefined
  bytes: Uint8Array
}

/** With other ways to draw a picture, its files need other names. */
const RECIPE = 1
const HASH_DIGITS = 24

/**
 * Adds a picture to a product, behind its others. What is stored is drawn again from the uploaded bytes; pages show it when the worker
 * has made its sizes. The files' name is noted before they are stored, so that an upload that dies here leaves nothing that nobody knows of.
 */
export async function addPicture(ctx: Ctx, picture: NewPicture): Promise<void> {
  const uploadHash = sha256(picture.bytes)
  const original = await takeIn(picture.bytes)
  const file = fileOf(picture.id, original)
  await noteLoose(ctx.db, { name: file.name, pictureId: picture.id, since: ctx.now() })
  await (await storage()).put(originalKey(file.name), original.bytes, original.contentType)
  await fault('picture.stored')
  await transact(ctx, async ({ tx, send }) => {
    const { id, productId, alt, colour = null } = picture
    const position = await nextPosition(tx, productId)
    const row = {
      id,
      productId,
      alt,
      colour,
      position,
      url: usualAddress(file),
      state: 'making' as const,
      uploadHash,
    }
    const [added] = await tx.insert(images).values(row).onConflictDoNothing().returning({ id: images.id })
    await tx
      .delete(loosePictureFiles)
      .where(
        and(
          eq(loosePictureFiles.name, file.name),
          sql`exists (select from images where id = ${id} and url = ${row.url})`,
        ),
      )
    // The same upload came twice at once, and the other one was first.
    if (!added) return
    await send(MAKE_SIZES, { pictureId: id }, jobId(id, MAKE_SIZES))
  })
}

/** Whether this picture was added before; refused when its id is another's. */
export async function isAdded(
  db: DbOrTx,
  { id, productId, bytes }: Omit<NewPicture, 'alt'>,
): Promise<boolean> {
  const [known] = await db
    .select({ productId: images.productId, uploadHash: images.uploadHash })
    .from(images)
    .where(eq(images.id, id))
  if (!known) return false
  if (known.productId === productId && known.uploadHash === sha256(bytes)) return true
  throw new Refusal(
    'idempotency_key_reused',
    'Another picture has this id. Send this one with an id of its own.',
  )
}

function fileOf(pictureId: string, { bytes, ...size }: Original): PictureFile {
  return pictureFile(sha256(`${RECIPE} ${pictureId} ${sha256(bytes)}`).slice(0, HASH_DIGITS), size)
}

export async function noteLoose(db: DbOrTx, files: typeof loosePictureFiles.$inferInsert): Promise<void> {
  const { since } = files
  await db
    .insert(loosePictureFiles)
    .values(files)
    .onConflictDoUpdate({ target: loosePictureFiles.name, set: { since } })
}

/** Under the product's lock, so that two pictures never stand at one place. */
async function nextPosition(tx: Tx, productId: string): Promise<number> {
  const [product] = await tx
    .select({ id: products.id })
    .from(products)
    .where(eq(products.id, productId))
    .for('no key update')
  if (!product) throw new Refusal('not_found', 'There is no such product.')
  const [has] = await tx
    .select({
      uploaded: sql<number>`count(${images.uploadHash})::int`,
      next: sql<number>`coalesce(max(${images.position}) + 1, 0)::int`,
    })
    .from(images)
    .where(eq(images.productId, productId))
  if (has && has.uploaded < MOST_PICTURES) return has.next
  throw new Refusal(
    'conflict',
    `The product has ${MOST_PICTURES} pictures. Remove one before you add another.`,
  )
}
