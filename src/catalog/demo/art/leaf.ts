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
export function leaf(one: Leaf, ramp: Ramp = leafGreen, dark = false): string {
  const { left, right, rib } = ribs(one)
  const half = (edge: Point) =>
    `M${pair(one.from)}Q${pair(edge)} ${pair(one.to)}Q${pair(rib)} ${pair(one.from)}Z`
  const [lit, dim] = dark ? [ramp.base, ramp.shade] : [ramp.light, ramp.base]
  const leftIsLit = left[0] + left[1] <= right[0] + right[1]
  return fill(half(left), leftIsLit ? lit : dim) + fill(half(right), leftIsLit ? dim : lit)
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
