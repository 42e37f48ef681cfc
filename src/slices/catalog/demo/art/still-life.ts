import type { Drawing } from './drawing.ts'
import { demoProduct, drawObject } from './objects.ts'
import type { Tile } from './palette.ts'
import { stand } from './scene.ts'

/** A thing in a group with its place and colour; `lift` raises a hanging thing, in px. */
export type Placed = { slug: string; colour?: string; x: number; y: number; lift?: number }

type Group = { tile: Tile; pxPerCm: number; depth: number }

/** Several things in their true sizes to each other, drawn back to front in the order given. */
export function stillLife(things: Placed[], { tile, pxPerCm, depth }: Group): string {
  return things
    .map(({ slug, colour, x, y, lift = 0 }) => {
      const drawing = { ...drawObject(slug, colour), light: '' }
      return stand(drawing, tile, { x, y: y - lift, scale: trueScale(slug, drawing, pxPerCm), depth })
    })
    .join('')
}

const trueScale = (slug: string, { bottom, top }: Drawing, pxPerCm: number): number =>
  (pxPerCm * demoProduct(slug).art.heightCm) / (bottom - top)
