import { and, asc, eq } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { transact } from '#platform/jobs/transact.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { images } from '../schema.ts'
import { noteLoose } from './add-picture.ts'
import { DELETE_FILES } from './delete-files.ts'
import { readAddress } from './picture-file.ts'
import type { PictureChange, PictureOfProduct, PictureOrder } from './picture-input.ts'

const none = () => new Refusal('not_found', 'The product has no such picture.')

/** Changes what is said of a picture, and the colour that it is shown for. */
export async function changePicture(
  ctx: Pick<Ctx, 'db'>,
  { id: productId, pictureId, alt, colour }: PictureChange,
): Promise<void> {
  const [changed] = await ctx.db.transaction(tx =>
    tx
      .update(images)
      .set({ alt, colour: colour ?? null })
      .where(and(eq(images.id, pictureId), eq(images.productId, productId)))
      .returning({ id: images.id }),
  )
  if (!changed) throw none()
}

/** Puts the pictures into this order. Those that it does not name, such as one that somebody adds just now, come after them as before. */
export async function orderPictures(
  ctx: Pick<Ctx, 'db'>,
  { id: productId, pictureIds }: PictureOrder,
): Promise<void> {
  await ctx.db.transaction(async tx => {
    const has = await tx
      .select({ id: images.id, position: images.position })
      .from(images)
      .where(eq(images.productId, productId))
      .orderBy(asc(images.position), asc(images.id))
      .for('no key update')
    if (!pictureIds.every(id => has.some(one => one.id === id))) throw none()
    const ordered = [...new Set([...pictureIds, ...has.map(({ id }) => id)])]
    for (const [position, id] of ordered.entries())
      if (has.find(one => one.id === id)?.position !== position)
        await tx.update(images).set({ position }).where(eq(images.id, id))
  })
}

/** Takes a picture off its product; a job deletes its files. Removing it again changes nothing. */
export async function removePicture(
  ctx: Pick<Ctx, 'db' | 'jobs' | 'now'>,
  { id: productId, pictureId }: PictureOfProduct,
): Promise<void> {
  await transact(ctx, async ({ tx, send }) => {
    const [removed] = await tx
      .delete(images)
      .where(and(eq(images.id, pictureId), eq(images.productId, productId)))
      .returning({ url: images.url })
    const file = removed && readAddress(removed.url)
    if (!file) return
    const since = ctx.now()
    await noteLoose(tx, { name: file.name, pictureId, since })
    await send(DELETE_FILES, { name: file.name, since: since.toISOString() }, uuidv7())
  })
}
