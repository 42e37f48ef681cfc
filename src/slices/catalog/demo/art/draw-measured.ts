import { chooseTile } from './choose-tile.ts'
import { stroke } from './drawing.ts'
import { demoProduct, drawnColour, drawObject } from './objects.ts'
import { contrast, mix, type Ramp, rampOf, type Tile, tiles } from './palette.ts'
import { n } from './path.ts'
import { backdrop, stand, standing } from './scene.ts'

const gap = 60

/** The object beside a measured product: a mug, and for the mug itself a pot of pencils. */
export const measure = (slug: string) =>
  slug === 'stoneware-mug'
    ? { slug: 'pencil-pot', noun: 'a pot of pencils' }
    : { slug: 'stoneware-mug', noun: 'a mug' }

/** The product beside a known thing in the tile's tone, both to one scale, with the height in writing. */
export function drawMeasured(slug: string, colour?: string): string {
  const { art } = demoProduct(slug)
  const drawing = drawObject(slug, colour)
  const tile = tiles[chooseTile(art, drawnColour(slug, colour))]
  const known = drawObject(measure(slug).slug, undefined, ghost(tile))
  const height = drawing.bottom - drawing.top
  const knownScale =
    ((height / art.heightCm) * demoProduct(measure(slug).slug).art.heightCm) / (known.bottom - known.top)
  const whole = drawing.right - drawing.left + knownScale * (known.right - known.left)
  const tallest = Math.max(height, knownScale * (known.bottom - known.top))
  const scale = Math.min(450 / tallest, (600 - gap) / whole, 1)
  const left = 400 - (scale * whole + gap) / 2 + 26
  const y = drawing.rests === 'shelf' ? standing : standing - 40
  const besideX = left + scale * (drawing.right - drawing.left) + gap - scale * knownScale * known.left
  return (
    backdrop(tile) +
    stand(known, tile, { x: besideX, y: standing, scale: scale * knownScale }) +
    stand(drawing, tile, { x: left - scale * drawing.left, y, scale }) +
    ruler(
      { x: left - 34, foot: y + scale * drawing.bottom, height: scale * height },
      `${art.heightCm} cm`,
      inkOn(tile),
    )
  )
}

const isDark = ({ wall }: Tile) => contrast(wall, '#ffffff') > 4.5

const inkOn = (tile: Tile) =>
  isDark(tile) ? mix(tile.wall, '#ffffff', 0.75) : mix(tile.wall, tile.deep, 0.85)

function ghost(tile: Tile): Ramp {
  const { floor, deep, wall } = tile
  if (isDark(tile)) {
    const [light, base, shade] = [0.42, 0.3, 0.18].map(share => mix(floor, '#ffffff', share))
    return {
      ...rampOf('Ink'),
      light: light ?? wall,
      base: base ?? wall,
      shade: shade ?? wall,
      deep: mix(floor, deep, 0.5),
    }
  }
  return {
    light: mix(wall, floor, 0.9),
    base: mix(floor, deep, 0.18),
    shade: mix(floor, deep, 0.34),
    deep: mix(floor, deep, 0.55),
  }
}

function ruler(
  { x, foot, height }: { x: number; foot: number; height: number },
  label: string,
  ink: string,
): string {
  const [middle, side] = [n(foot - height / 2), n(x - 24)]
  return (
    stroke(`M${n(x)},${n(foot)}v${n(-height)}m-9,0h18m-18,${n(height)}h18`, ink, 3) +
    `<text x="${side}" y="${middle}" transform="rotate(-90 ${side} ${middle})" fill="${ink}" font-family="'Figtree Variable',Figtree,system-ui,sans-serif" font-size="26" text-anchor="middle" dominant-baseline="central">${label}</text>`
  )
}
