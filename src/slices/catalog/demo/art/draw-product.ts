import { altText } from './alt-text.ts'
import { chooseTile } from './choose-tile.ts'
import { drawMeasured } from './draw-measured.ts'
import { demoProduct, drawnColour, drawObject } from './objects.ts'
import { tiles } from './palette.ts'
import { backdrop, picture, stand, standing } from './scene.ts'

export type View = 'front' | 'detail' | 'scale'

/** A product as a complete 800 × 800 SVG: whole, close up, or measured beside a mug. Throws on an unknown slug. */
export function drawProduct(slug: string, { colour, view }: { colour?: string; view: View }): string {
  const title = altText(slug, colour, view)
  if (view === 'scale') return picture({ width: 800, height: 800, title }, drawMeasured(slug, colour))
  const drawing = drawObject(slug, colour)
  const tile = tiles[chooseTile(demoProduct(slug).art, drawnColour(slug, colour))]
  const whole = backdrop(tile) + stand(drawing, tile, { x: 400, y: standing })
  if (view === 'front') return picture({ width: 800, height: 800, title }, whole)
  const { middle, side } = drawing.focus
  const crop = [400 + middle[0] - side / 2, standing + middle[1] - side / 2, side, side].map(Math.round)
  return picture({ width: 800, height: 800, title, view: crop.join(' ') }, whole)
}
