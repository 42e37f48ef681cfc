import { chooseTile } from './choose-tile.ts'
import { fill, stroke } from './drawing.ts'
import { stonewareMug } from './objects/tableware.ts'
import { demoProduct, drawnColour, drawObject } from './objects.ts'
import { mix, type Ramp, type Tile, tiles } from './palette.ts'
import { n, rounded } from './path.ts'
import { backdrop, stand, standing } from './scene.ts'

const mugCm = 9.5
const mugHeight = 340

/** The product and, in the tile's own tone, a mug beside it, both to one scale, with the height written on. */
export function drawMeasured(slug: string, colour?: string): string {
  const { art } = demoProduct(slug)
  const drawing = drawObject(slug, colour)
  const tile = tiles[chooseTile(art, drawnColour(slug, colour))]
  const mug = stonewareMug(ghost(tile))
  const [width, height] = [drawing.right - drawing.left, drawing.bottom - drawing.top]
  const cm = height / art.heightCm
  const mugScale = ((cm * mugCm) / mugHeight) * 1
  const gap = 56
  const whole = width + mugScale * (mug.right - mug.left)
  const scale = Math.min(430 / Math.max(height, mugHeight * mugScale), (590 - gap) / whole, 1)
  const left = 400 - (scale * whole + gap) / 2 + 24
  const y = drawing.rests === 'shelf' ? standing : standing - 40
  const x = left - scale * drawing.left
  const mugX = left + scale * width + gap - scale * mugScale * mug.left
  return (
    backdrop(tile) +
    stand(mug, tile, { x: mugX, y: standing, scale: scale * mugScale }) +
    stand(drawing, tile, { x, y, scale }) +
    ruler(left - 36, y + scale * drawing.bottom, scale * height, `${art.heightCm} cm`, tile)
  )
}

const ghost = ({ wall, deep, floor }: Tile): Ramp => ({
  light: mix(wall, floor, 0.9),
  base: mix(floor, deep, 0.18),
  shade: mix(floor, deep, 0.34),
  deep: mix(floor, deep, 0.55),
})

function ruler(x: number, foot: number, height: number, label: string, { wall, deep }: Tile): string {
  const ink = mix(wall, deep, deep < wall ? 0.85 : 0.5)
  const middle = foot - height / 2
  return (
    stroke(`M${n(x)},${n(foot)}v${n(-height)}m-9,0h18m-18,${n(height)}h18`, ink, 3) +
    fill(rounded(x - 30, middle - 52, 60, 104, 8), wall) +
    `<text x="${n(x)}" y="${n(middle)}" transform="rotate(-90 ${n(x)} ${n(middle)})" fill="${ink}" font-family="Figtree Variable,Figtree,system-ui,sans-serif" font-size="26" text-anchor="middle" dominant-baseline="central">${label}</text>`
  )
}
