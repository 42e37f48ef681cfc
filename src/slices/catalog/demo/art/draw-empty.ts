import { fill, move, stroke } from './drawing.ts'
import { drawObject } from './objects.ts'
import { materials, mix, tiles } from './palette.ts'
import { circle, crescent, oval, rounded } from './path.ts'
import { picture, stand } from './scene.ts'

export type Empty = 'cart' | 'search' | 'orders' | 'gone'

const titles: Record<Empty, string> = {
  cart: 'An empty basket on a shelf',
  search: 'A magnifying glass over an empty shelf',
  orders: 'A parcel, tied with string, waiting for an address',
  gone: 'A plate stand with no plate, and a ring in the dust',
}

const soft = { cart: 'sage', search: 'mist', orders: 'rose', gone: 'linen' } as const

/** A small calm picture for a page that has nothing to show, 400 × 300. */
export function drawEmpty(kind: Empty): string {
  const tile = tiles[soft[kind]]
  const spot =
    fill(rounded(16, 20, 368, 232, 100), tile.wall) +
    fill('M33.2,208H366.8A100,100 0 0 1 284,252H116A100,100 0 0 1 33.2,208Z', tile.floor)
  return picture({ width: 400, height: 300, title: titles[kind] }, spot + inside[kind]())
}

const inside: Record<Empty, () => string> = {
  cart: () => stand(drawObject('willow-basket'), tiles.sage, { x: 196, y: 236, scale: 0.41, depth: 16 }),
  search: searching,
  orders: () => parcel(194, 236, tiles.rose.deep, 0.86),
  gone: missing,
}

/** The glass shows what is behind it at 1.8 times its size. */
function searching(): string {
  const { light, base, shade } = materials.Brass
  const vase = { x: 250, y: 238, scale: 0.24, depth: 18 }
  const eye = { x: 236, y: 121 }
  const seen = {
    x: eye.x + (vase.x - eye.x) * 1.8,
    y: eye.y + (vase.y - eye.y) * 1.8,
    scale: vase.scale * 1.8,
    depth: 18,
  }
  const moss = drawObject('bottle-vase', 'Moss')
  return (
    stand(drawObject('bud-vases'), tiles.mist, { x: 130, y: 236, scale: 0.29, depth: 18 }) +
    stand(moss, tiles.mist, vase) +
    `<clipPath id="empty-lens"><path d="${circle(eye.x, eye.y, 48)}"/></clipPath>` +
    `<g clip-path="url(#empty-lens)">${fill(circle(eye.x, eye.y, 48), '#f3f7fb') + stand(moss, tiles.mist, seen)}</g>` +
    `<g transform="translate(8 -2) rotate(-38 232 128)">${
      stroke('M232,190V262', materials.Oak.shade, 17) +
      stroke('M228,192V258', materials.Oak.light, 4) +
      stroke('M232,172V186', shade, 11) +
      stroke(circle(232, 122, 50), base, 10) +
      stroke('M184,122A48,48 0 0 1 216,77', light, 5) +
      stroke('M204,118A30,30 0 0 1 222,96', '#fff', 6)
    }</g>`
  )
}

/** A brown parcel standing at x, y: string, knot and a blank label. Also the picture of a product without one. */
export function parcel(x: number, y: number, shadow: string, scale = 1): string {
  const { light, base, shade, deep } = materials.Oak
  const paper = {
    light: mix(light, '#fff6e8', 0.35),
    base: mix(base, light, 0.55),
    shade: mix(base, shade, 0.35),
  }
  return move(
    x,
    y,
    `<path d="M60,0L190,-14L176,-26L66,-26Z" fill="${shadow}" opacity=".2"/>` +
      fill(oval(6, 2, 104, 7), shadow, 0.38) +
      fill('M-98,-118L-70,-146H98L66,-118Z', paper.light) +
      fill('M66,-118L98,-146V-26L66,0Z', paper.shade) +
      fill('M-98,-118H66V0H-98Z', paper.base) +
      fill('M-98,-118H-62V0H-98Z', mix(paper.base, paper.light, 0.7)) +
      stroke('M-18,0V-118L14,-146M-98,-62H66L98,-88', '#b8402f', 5, ' stroke-linejoin="round"') +
      stroke('M-2,-132C-44,-176 -62,-138 -2,-132C30,-182 62,-150 -2,-132', '#b8402f', 5) +
      fill(circle(-2, -132, 6), '#8f2f22') +
      fill(rounded(6, -50, 50, 34, 3), '#fffaee') +
      stroke('M14,-38H46M14,-28H36', deep, 3, ' opacity=".45"'),
    scale === 1 ? '' : ` scale(${scale})`,
  )
}

function missing(): string {
  const { light, base, shade } = materials.Oak
  return (
    fill(oval(206, 243, 86, 7), tiles.linen.deep, 0.3) +
    stroke('M150,236L168,150M250,236L232,150', shade, 10) +
    stroke(circle(200, 138, 84), tiles.linen.deep, 3, ' stroke-dasharray="3 11" opacity=".6"') +
    fill(crescent([200, 138], 84, { angle: 225, span: 120, thick: 10 }), '#fff', 0.55) +
    fill(rounded(128, 218, 144, 24, 6), base) +
    fill(rounded(128, 218, 144, 7, 4), light) +
    fill('M238,218H266L272,224V236L266,242H238Z', shade)
  )
}
