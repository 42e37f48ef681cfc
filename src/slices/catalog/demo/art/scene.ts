import { type Drawing, type Foot, fill, move } from './drawing.ts'
import { tilted } from './lathe.ts'
import type { Tile } from './palette.ts'
import { n, oval } from './path.ts'

/** The heights at which the shelf meets the wall and things stand, in an 800 px tile. */
const floorEdge = 610
export const standing = 660

/** Depth is how much shelf lies behind a thing, in px: its shadow ends there. */
type Place = { x: number; y: number; scale?: number; depth?: number }

/** A whole picture. A screen reader reads the title. */
export function picture(
  { width, height, title, view }: { width: number; height: number; title: string; view?: string },
  inner: string,
): string {
  const safe = title.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${view ?? `0 0 ${width} ${height}`}" width="${width}" height="${height}" role="img" aria-label="${safe}">${inner}</svg>`
}

export function backdrop(tile: Tile, width = 800, height = 800, edge = floorEdge): string {
  return fill(`M0,0H${width}V${height}H0Z`, tile.wall) + fill(`M0,${edge}H${width}V${height}H0Z`, tile.floor)
}

/** A thing in its place with the shadow from the light at the upper left. */
export function stand(drawing: Drawing, tile: Tile, { x, y, scale = 1, depth = 46 }: Place): string {
  const size = scale === 1 ? '' : ` scale(${n(scale * 100) === '100' ? 1 : Math.round(scale * 1000) / 1000})`
  const at = `translate(${n(x)} ${n(y)})${size}`
  return shadowOf(drawing, tile, at, depth / scale) + move(x, y, (drawing.light ?? '') + drawing.body, size)
}

function shadowOf({ rests, shadow, feet, top }: Drawing, { deep }: Tile, at: string, depth: number): string {
  if (rests === 'ceiling') return shadow && onWall(shadow, deep, at, [54, 34])
  if (rests === 'wall') return onWall(shadow, deep, at, [20, 26])
  const flat = Math.min(0.1, depth / -top)
  return (
    `<g transform="${at} matrix(1 0 -.58 ${n(flat * 100) === '10' ? '.1' : String(Math.round(flat * 1000) / 1000)} 0 0)" fill="${deep}" stroke="${deep}" stroke-width="0" opacity=".2">${shadow}</g>` +
    `<path d="${feet.map(contact).join('')}" transform="${at}" fill="${deep}" opacity=".38"/>`
  )
}

const contact = ([x, half, flat]: Foot) => oval(x + 6, 3, half + 7, flat ? 9 : half * tilted + 5)

const onWall = (shadow: string, deep: string, at: string, [right, down]: readonly [number, number]) =>
  `<g transform="${at} translate(${right} ${down})" fill="${deep}" stroke="${deep}" stroke-width="0" opacity=".15">${shadow}</g>`
