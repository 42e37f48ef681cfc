import { parcel } from './draw-empty.ts'
import { tiles } from './palette.ts'
import { backdrop, picture, standing } from './scene.ts'

const quiet = [tiles.rose, tiles.sage, tiles.mist, tiles.butter, tiles.linen]

/** An 800 × 800 tile for a product without a picture: a parcel, on a colour that depends on the name. */
export function drawPlaceholder(name: string): string {
  const sum = [...name].reduce((hash, letter) => (hash * 31 + (letter.codePointAt(0) ?? 0)) % 9973, 7)
  const tile = quiet[sum % quiet.length] ?? tiles.linen
  return picture(
    { width: 800, height: 800, title: `${name}, no picture yet` },
    backdrop(tile) + parcel(410, standing, tile.deep, 2.1),
  )
}
