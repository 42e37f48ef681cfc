import { and, eq, ne } from 'drizzle-orm'
import type { Ctx } from '#platform/jobs/ctx.ts'
import type { JobFacts } from '#platform/jobs/queue.ts'
import { assert } from '#platform/lib/assert.ts'
import { fault } from '#platform/lib/fault-points.ts'
import { jobFailureInWords, Told } from '#platform/lib/in-words.ts'
import { storage } from '#platform/outside/storage.ts'
import { images } from '../schema.ts'
import { originalKey, readAddress, sizeKey } from './picture-file.ts'
import { widthsOf } from './widths.ts'
import { inWorkshop } from './workshop.ts'

export const MAKE_SIZES = 'catalog.make-sizes'

/**
 * Makes the sizes of a picture that pages show, and then shows it. A second run writes the same files again. Each failure stands in the
 * row for staff; after the last try the picture counts as failed, until somebody sends its job again.
 */
export async function makeSizes(
  ctx: Ctx,
  { pictureId }: { pictureId: string },
  { attempt, isLast }: Pick<JobFacts, 'attempt'> & { isLast: boolean },
): Promise<void> {
  const [picture] = await ctx.db
    .select({ url: images.url, state: images.state })
    .from(images)
    .where(eq(images.id, pictureId))
  // It was removed meanwhile, or its sizes are there.
  if (!picture || picture.state === 'ready') return
  const isOpen = and(eq(images.id, pictureId), ne(images.state, 'ready'))
  try {
    await storeSizes(picture.url)
  } catch (error) {
    const failure = jobFailureInWords(error)
    await ctx.db
      .update(images)
      .set({ failure, state: isLast ? 'failed' : 'making' })
      .where(isOpen)
    throw error
  }
  await fault('picture.sizes-stored')
  await ctx.db.update(images).set({ state: 'ready', failure: null }).where(isOpen)
  ctx.log.info({ pictureId, attempt }, 'the sizes of a picture are stored')
}

async function storeSizes(url: string): Promise<void> {
  const file = readAddress(url)
  assert(file, `no uploaded picture has the address ${url}`)
  const files = await storage()
  const bytes = await files.read(originalKey(file.name))
  if (!bytes) throw new Told('The picture itself is not in the storage. Remove it and upload it again.')
  const outcome = await inWorkshop({ kind: 'shrink', bytes, widths: widthsOf(file.width) })
  if (outcome.kind !== 'shrunk') {
    const cutShort = outcome.kind === 'unfit' && outcome.why === 'cut_short'
    throw new Told(
      `${cutShort ? 'Making the sizes was cut short' : 'The picture could not be shrunk'}. If this stays so, upload it again.`,
    )
  }
  for (const { width, bytes } of outcome.sizes)
    await files.put(sizeKey(file.name, width), bytes, 'image/webp')
}
