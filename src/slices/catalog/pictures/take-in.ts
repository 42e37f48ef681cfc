import { Refusal } from '#platform/lib/refusal.ts'
import { kindOf } from './kind-of.ts'
import { inWorkshop } from './workshop.ts'
import type { Original, Unfit } from './workshop-process.ts'

const words: Record<Unfit | 'heic' | 'gif' | 'svg' | 'other', string> = {
  heic: 'This is a HEIC photo, which browsers do not show. Save it as a JPEG and send that',
  gif: 'A GIF cannot be used. Send the picture as a JPEG, PNG, WebP or AVIF',
  svg: 'An SVG cannot be used. Send the picture as a JPEG, PNG, WebP or AVIF',
  other: 'This file is no picture. Send a JPEG, PNG, WebP or AVIF',
  broken: 'The file is damaged or was cut off. Send it again, or another one',
  too_many_pixels: 'The picture has more than 60 million pixels. Make it smaller and send it again',
  too_small: 'The picture is too small. It needs at least 160 pixels on each side',
  took_too_long: 'Reading the picture took too long. Send it again, or a smaller one',
  cut_short: 'Reading the picture was cut short. Send it again, or a smaller one',
  moves: 'The picture moves. Send one that stands still',
}

/** Reads uploaded bytes as a picture and draws it again, so that nothing else that was in the file is kept. Refuses what is none. */
export async function takeIn(bytes: Uint8Array): Promise<Original> {
  const kind = kindOf(bytes)
  if (kind !== 'picture') throw unfit(kind)
  const outcome = await inWorkshop({ kind: 'take-in', bytes })
  if (outcome.kind === 'taken-in') return outcome.original
  throw unfit(outcome.kind === 'unfit' ? outcome.why : 'broken')
}

const unfit = (why: keyof typeof words) =>
  new Refusal('validation_failed', `${words[why]}.`, [{ path: 'picture', message: words[why] }])
