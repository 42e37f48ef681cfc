import { writeFileSync } from 'node:fs'
import { setPriority } from 'node:os'
import sharp from 'sharp'
import { LEAST_SIDE, MOST_PIXELS } from './upload-limits.ts'

// A process that does one task on one picture and ends (workshop.ts). It has no secrets and no way to the database.

export type Task =
  | { kind: 'take-in'; bytes: Uint8Array }
  | { kind: 'shrink'; bytes: Uint8Array; widths: number[] }
export type Original = { bytes: Uint8Array; contentType: string; width: number; height: number }
export type Unfit = 'broken' | 'too_many_pixels' | 'too_small' | 'moves' | 'took_too_long' | 'cut_short'
export type Outcome =
  | { kind: 'taken-in'; original: Original }
  | { kind: 'shrunk'; sizes: { width: number; bytes: Uint8Array }[] }
  | { kind: 'unfit'; why: Unfit }

/** The longest side of what is kept: room for screens that are sharper than today's, and never a hundred megabytes. */
const KEPT_SIDE = 4_000
/** Somebody waits for what they upload, but not so keenly as a buyer; nobody waits for the sizes. */
const PRIORITIES = { 'take-in': 5, shrink: 15 } as const

diesFirst()
sharp.concurrency(1)
sharp.cache(false)
// libvips reads dozens of kinds; of most of them nobody has ever sent us one for good.
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({
  operation: ['Jpeg', 'Png', 'Webp', 'Heif'].map(kind => `VipsForeignLoad${kind}Buffer`),
})
const open = (bytes: Uint8Array) => sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error' })

process.once('message', (task: Task) => {
  setPriority(PRIORITIES[task.kind])
  void perform(task).then(outcome => process.send?.(outcome, () => process.disconnect()))
})
process.once('disconnect', () => process.exit())

/** When the machine's memory runs out, Linux ends this process and not the one that sells. Elsewhere there is no such file. */
function diesFirst() {
  try {
    writeFileSync('/proc/self/oom_score_adj', '1000')
  } catch {}
}

async function perform(task: Task): Promise<Outcome> {
  try {
    return await (task.kind === 'take-in' ? takeIn(task.bytes) : shrink(task.bytes, task.widths))
  } catch (error) {
    const isHuge = error instanceof Error && /pixel limit/.test(error.message)
    return { kind: 'unfit', why: isHuge ? 'too_many_pixels' : 'broken' }
  }
}

/** Draws the picture again: upright, in sRGB, and without anything that is not picture. */
async function takeIn(bytes: Uint8Array): Promise<Outcome> {
  const { pages = 1, width, height, hasAlpha } = await open(bytes).metadata()
  if (pages > 1) return { kind: 'unfit', why: 'moves' }
  if (Math.min(width, height) < LEAST_SIDE) return { kind: 'unfit', why: 'too_small' }
  const upright = open(bytes)
    .autoOrient()
    .resize({ width: KEPT_SIDE, height: KEPT_SIDE, fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
  // JPEG knows no transparency.
  const { data, info } = await (hasAlpha
    ? upright.webp({ quality: 95, effort: 2 })
    : upright.jpeg({ quality: 92, chromaSubsampling: '4:4:4' })
  ).toBuffer({ resolveWithObject: true })
  const original = {
    bytes: data,
    contentType: `image/${info.format}`,
    width: info.width,
    height: info.height,
  }
  return { kind: 'taken-in', original }
}

async function shrink(bytes: Uint8Array, widths: readonly number[]): Promise<Outcome> {
  const sizes: { width: number; bytes: Uint8Array }[] = []
  for (const width of widths)
    sizes.push({ width, bytes: await open(bytes).resize({ width }).webp({ quality: 80 }).toBuffer() })
  return { kind: 'shrunk', sizes }
}
