import type { DemoArt, DemoColour, DemoMaterial, DemoTile } from '../demo-product.ts'
import { contrast, rampOf, tiles } from './palette.ts'

const sameHue: Record<DemoColour | DemoMaterial, DemoTile[]> = {
  Blue: ['mist', 'dusk'],
  Moss: ['sage', 'pine'],
  Clay: ['rose'],
  Oat: ['linen', 'butter'],
  Marigold: ['butter'],
  Plum: ['mulberry', 'rose'],
  Ink: ['dusk'],
  Oak: ['linen'],
  Brass: ['butter'],
  Glass: ['sage'],
  Willow: ['linen'],
  Paper: ['linen', 'butter'],
  Steel: [],
}

/** True when a thing of this colour stands out from the tile: another hue, base 1.5:1, shade 3:1. */
export function suits(colour: DemoColour | DemoMaterial, tile: DemoTile): boolean {
  const { base, shade } = rampOf(colour)
  const { wall } = tiles[tile]
  return !sameHue[colour].includes(tile) && contrast(base, wall) >= 1.5 && contrast(shade, wall) >= 3
}

/** The product's usual tile, or the next one that suits when the colour would not stand out. */
export function chooseTile(art: DemoArt, colour: DemoColour | DemoMaterial): DemoTile {
  const order = Object.keys(tiles) as DemoTile[]
  const start = order.indexOf(art.tile)
  const found = [...order.slice(start), ...order.slice(0, start)].find(tile => suits(colour, tile))
  if (!found) throw new Error(`No tile suits ${colour}: change its ramp or add a tile.`)
  return found
}
