export type Point = readonly [x: number, y: number]

/** A coordinate as written into the file: at most one decimal. */
export const n = (value: number): string => String(Math.round(value * 10) / 10 || 0)

/** Points written as "x y" pairs: `-90 -330, -150 -330`. */
export const points = (pairs: string): Point[] =>
  pairs.split(', ').map(pair => {
    const [x = 0, y = 0] = pair.split(' ').map(Number)
    return [x, y]
  })

const at = ([x, y]: Point) => `${n(x)},${n(y)}`

export const line = (points: Point[]): string => `M${points.map(at).join('L')}`

export const shape = (points: Point[]): string => `${line(points)}Z`

/** Numbers for a path, written as short as they can be: a minus sign parts them as well as a space. */
const pack = (numbers: number[]): string => numbers.map(n).join(' ').replaceAll(' -', '-')

/** Cubic curves through every point (uniform Catmull-Rom), without the opening move; relative, so that files stay small. */
export function curveOn(points: Point[]): string {
  return points
    .slice(1)
    .map((end, index) => {
      const start = points[index] ?? end
      const before = points[index - 1] ?? start
      const after = points[index + 2] ?? end
      const [x, y] = [tenth(start[0]), tenth(start[1])]
      return `c${pack([
        start[0] + (end[0] - before[0]) / 6 - x,
        start[1] + (end[1] - before[1]) / 6 - y,
        end[0] - (after[0] - start[0]) / 6 - x,
        end[1] - (after[1] - start[1]) / 6 - y,
        tenth(end[0]) - x,
        tenth(end[1]) - y,
      ])}`
    })
    .join('')
}

const tenth = (value: number) => Math.round(value * 10) / 10

export const curve = (points: Point[]): string => (points[0] ? `M${at(points[0])}${curveOn(points)}` : '')

export const circle = (cx: number, cy: number, r: number): string => oval(cx, cy, r, r)

export const oval = (cx: number, cy: number, rx: number, ry: number): string =>
  `M${n(cx - rx)},${n(cy)}a${n(rx)},${n(ry)} 0 1 1 ${n(2 * rx)},0a${n(rx)},${n(ry)} 0 1 1 ${n(-2 * rx)},0Z`

export function rounded(x: number, y: number, width: number, height: number, r: number): string {
  return (
    `M${n(x + r)},${n(y)}h${n(width - 2 * r)}a${n(r)},${n(r)} 0 0 1 ${n(r)},${n(r)}v${n(height - 2 * r)}` +
    `a${n(r)},${n(r)} 0 0 1 ${n(-r)},${n(r)}h${n(2 * r - width)}a${n(r)},${n(r)} 0 0 1 ${n(-r)},${n(-r)}` +
    `v${n(2 * r - height)}a${n(r)},${n(r)} 0 0 1 ${n(r)},${n(-r)}Z`
  )
}

/** A moon-shaped sliver inside a circle's edge; angle and span in degrees, 0 to the right, clockwise. */
export function crescent(
  [cx, cy]: Point,
  r: number,
  { angle, span, thick }: { angle: number; span: number; thick: number },
): string {
  const half = (span * Math.PI) / 360
  const middle = (angle * Math.PI) / 180
  const end = (sign: number): Point => [
    cx + r * Math.cos(middle + sign * half),
    cy + r * Math.sin(middle + sign * half),
  ]
  const inner = r * (1 - Math.cos(half)) - thick
  const innerRadius = ((r * Math.sin(half)) ** 2 + inner ** 2) / (2 * inner)
  const wide = span > 180 ? 1 : 0
  const innerWide = inner > innerRadius ? 1 : 0
  return `M${at(end(-1))}A${n(r)},${n(r)} 0 ${wide} 1 ${at(end(1))}A${n(innerRadius)},${n(innerRadius)} 0 ${innerWide} 0 ${at(end(-1))}Z`
}
