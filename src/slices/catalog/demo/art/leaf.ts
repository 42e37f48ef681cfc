import { fill } from './drawing.ts'
import { leafGreen, type Ramp } from './palette.ts'
import { n, type Point } from './path.ts'

export type Leaf = { from: Point; to: Point; wide: number; bend?: number }

/** The outline of a pointed leaf between two points; bend pushes its rib to the left of its way. */
export function leafOutline({ from, to, wide, bend = 0 }: Leaf): string {
  const { left, right } = ribs({ from, to, wide, bend })
  return `M${pair(from)}Q${pair(left)} ${pair(to)}Q${pair(right)} ${pair(from)}Z`
}

/** A leaf in two halves, the one towards the light paler. */
export const leaf = (one: Leaf, ramp: Ramp = leafGreen, dark = false): string => foliage([one], ramp, dark)

/** Many leaves in two paths, all the pale halves and all the dim ones: small files for things that trail. */
export function foliage(leaves: Leaf[], ramp: Ramp = leafGreen, dark = false): string {
  const [lit, dim] = dark ? [ramp.base, ramp.shade] : [ramp.light, ramp.base]
  const halves = leaves.map(litFirst)
  return fill(halves.map(([half]) => half).join(''), lit) + fill(halves.map(([, half]) => half).join(''), dim)
}

function litFirst(one: Leaf): [string, string] {
  const { left, right, rib } = ribs(one)
  const half = (edge: Point) =>
    `M${pair(one.from)}Q${pair(edge)} ${pair(one.to)}Q${pair(rib)} ${pair(one.from)}Z`
  return left[0] + left[1] <= right[0] + right[1] ? [half(left), half(right)] : [half(right), half(left)]
}

function ribs({ from, to, wide, bend = 0 }: Leaf): { left: Point; right: Point; rib: Point } {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]]
  const long = Math.hypot(dx, dy) || 1
  const beside = (by: number): Point => [
    from[0] + dx * 0.5 + (dy / long) * by,
    from[1] + dy * 0.5 - (dx / long) * by,
  ]
  return { left: beside(bend + wide), right: beside(bend - wide), rib: beside(bend) }
}

const pair = ([x, y]: Point) => `${n(x)},${n(y)}`
