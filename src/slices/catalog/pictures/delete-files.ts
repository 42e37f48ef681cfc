import { and, eq, lt, lte } from 'drizzle-orm'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { storage } from '#platform/outside/storage.ts'
import { images, loosePictureFiles } from '../schema.ts'
import { fileNamed, keysOf, usualAddress } from './picture-file.ts'

export const DELETE_FILES = 'catalog.delete-picture-files'

/** Longer than any upload lives: files that are loose for so long belong to nobody. */
const LOOSE_HOURS = 24
/** A night's work at most; the rest waits for the next night. */
const MOST_A_NIGHT = 1_000

/**
 * Deletes files that are loose since then. A picture that has them keeps them: it was uploaded again meanwhile, or twice at once, and
 * the second upload died behind its note.
 */
export async function deleteFiles(
  ctx: Pick<Ctx, 'db'>,
  { name, since }: { name: string; since: string },
): Promise<void> {
  const isLoose = and(eq(loosePictureFiles.name, name), lte(loosePictureFiles.since, new Date(since)))
  const [loose] = await ctx.db
    .select({ url: images.url })
    .from(loosePictureFiles)
    .leftJoin(images, eq(images.id, loosePictureFiles.pictureId))
    .where(isLoose)
  const file = loose && fileNamed(name)
  if (!file) return
  if (loose.url !== usualAddress(file)) {
    const files = await storage()
    for (const key of keysOf(file)) await files.remove(key)
  }
  await ctx.db.delete(loosePictureFiles).where(isLoose)
}

/** Deletes what uploads have left that were never finished. */
export async function sweepFiles(ctx: Pick<Ctx, 'db' | 'now' | 'log'>): Promise<number> {
  const before = new Date(ctx.now().getTime() - LOOSE_HOURS * 3_600_000)
  const left = await ctx.db
    .select()
    .from(loosePictureFiles)
    .where(lt(loosePictureFiles.since, before))
    .limit(MOST_A_NIGHT)
  for (const { name, since } of left) await deleteFiles(ctx, { name, since: since.toISOString() })
  if (left.length) ctx.log.info({ pictures: left.length }, 'files of pictures that nobody has are gone')
  return left.length
}
