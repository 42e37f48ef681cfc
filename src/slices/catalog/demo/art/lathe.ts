import { fill, stroke } from './drawing.ts'
import type { Ramp } from './palette.ts'
import { curveOn, n, oval, type Point } from './path.ts'

/** The right-hand outline of a turned thing, bottom to top: radius, height, and whether it has an edge there. */
export type Profile = (readonly [radius: number, height: number, edge?: 'edge'])[]

/** A profile written as "radius height" pairs from the bottom up, "!" after a pair for an edge: `78 0, 62 34!`. */
export const profile = (pairs: string): Profile =>
  pairs.split(', ').map(pair => {
    const [radius = 0, height = 0] = pair.replace('!', '').split(' ').map(Number)
    return pair.endsWith('!') ? [radius, height, 'edge'] : [radius, height]
  })

type Patch = { from: number; to: number; low: number; high: number; tilt?: number }

/** How far a level circle opens towards the eye: its height over its width, seen from just above. */
export const tilted = 0.13

/** Radius at a height, read off the same smooth curve that is drawn. */
export function radiusAt(profile: Profile, height: number): number {
  const index = profile.findIndex(([, top]) => top >= height)
  const end = profile[index] ?? profile.at(-1) ?? [0, 0]
  const start = profile[index - 1]
  if (!start || end[1] === start[1]) return end[0]
  const before = start[2] ? start : (profile[index - 2] ?? start)
  const after = end[2] ? end : (profile[index + 1] ?? end)
  const t = (height - start[1]) / (end[1] - start[1])
  const [slopeIn, slopeOut] = [(end[0] - before[0]) / 2, (after[0] - start[0]) / 2]
  return (
    (2 * t ** 3 - 3 * t ** 2 + 1) * start[0] +
    (t ** 3 - 2 * t ** 2 + t) * slopeIn +
    (3 * t ** 2 - 2 * t ** 3) * end[0] +
    (t ** 3 - t ** 2) * slopeOut
  )
}

/** A piece of the turned surface: from -1 (left edge) to 1 (right edge), between two heights. */
export function patch(profile: Profile, { from, to, low, high, tilt = tilted }: Patch): string {
  const [up, down] = [side(profile, from, { low, high, tilt }), side(profile, to, { low, high, tilt })]
  const [bottom, top] = [radiusAt(profile, low), radiusAt(profile, high)]
  const [upEnd, downEnd] = [last(up), last(down)]
  const [upStart, downStart] = [first(up), first(down)]
  const sweep = tilt < 0 ? 1 : 0
  return (
    `M${n(upStart[0])},${n(upStart[1])}${up.map(curveOn).join('')}` +
    arc(top, tilt, sweep, downEnd, upEnd) +
    down
      .toReversed()
      .map(run => curveOn(run.toReversed()))
      .join('') +
    arc(bottom, tilt, 1 - sweep, upStart, downStart) +
    'Z'
  )
}

const first = (runs: Point[][]): Point => runs[0]?.[0] ?? [0, 0]

const last = (runs: Point[][]): Point => runs.at(-1)?.at(-1) ?? [0, 0]

function arc(radius: number, tilt: number, sweep: number, [x, y]: Point, [fromX]: Point): string {
  if (Math.abs(fromX - x) < 0.5) return ''
  return `A${n(radius)},${n(radius * Math.abs(tilt))} 0 0 ${sweep} ${n(x)},${n(y)}`
}

function side(profile: Profile, u: number, { low, high, tilt }: Omit<Required<Patch>, 'from' | 'to'>) {
  const lift = tilt * Math.sqrt(1 - u * u)
  const on = (radius: number, height: number): Point => [u * radius, lift * radius - height]
  const runs: Point[][] = [[on(radiusAt(profile, low), low)]]
  for (const [radius, height, edge] of profile) {
    if (height <= low || height >= high) continue
    runs.at(-1)?.push(on(radius, height))
    if (edge) runs.push([on(radius, height)])
  }
  runs.at(-1)?.push(on(radiusAt(profile, high), high))
  return runs
}

const heights = (profile: Profile) => ({ low: profile[0]?.[1] ?? 0, high: profile.at(-1)?.[1] ?? 0 })

export const outline = (profile: Profile, tilt = tilted): string =>
  patch(profile, { from: -1, to: 1, tilt, ...heights(profile) })

/** The whole turned body in three hard tones. */
export function turn(profile: Profile, ramp: Ramp, tilt = tilted): string {
  return band(profile, ramp, { ...heights(profile), tilt })
}

/** A glaze, stripe or label round the body, in its own three tones. */
export function band(
  profile: Profile,
  ramp: Ramp,
  part: { low: number; high: number; tilt?: number },
): string {
  return (
    fill(patch(profile, { from: -1, to: 1, ...part }), ramp.base) +
    fill(patch(profile, { from: -1, to: -0.5, ...part }), ramp.light) +
    fill(patch(profile, { from: 0.42, to: 1, ...part }), ramp.shade)
  )
}

/** A line drawn upwards along the surface, u between -1 and 1. */
export function seam(
  profile: Profile,
  u: number,
  part: { low: number; high: number; tilt?: number },
): string {
  const runs = side(profile, u, { tilt: tilted, ...part })
  const [x, y] = runs[0]?.[0] ?? [0, 0]
  return `M${n(x)},${n(y)}${runs.map(curveOn).join('')}`
}

/** A line drawn round the front of the body at one height. */
export function ring(profile: Profile, height: number, tilt = tilted): string {
  const radius = radiusAt(profile, height)
  return `M${n(-radius)},${n(-height)}A${n(radius)},${n(radius * Math.abs(tilt))} 0 0 ${tilt < 0 ? 1 : 0} ${n(radius)},${n(-height)}`
}

/** The open mouth at the top: a lit rim, a dark inside and the far wall that the light reaches. */
export function mouth(profile: Profile, ramp: Ramp, thick = 8): string {
  const [radius, height] = profile.at(-1) ?? [0, 0]
  const [inner, low] = [radius - thick, tilted * (radius - thick) * (1 - (thick / radius) * 0.6)]
  return (
    fill(oval(0, -height, radius, tilted * radius), ramp.light) +
    fill(oval(0, -height + thick * 0.12, inner, low), ramp.deep) +
    fill(
      `M${n(inner * 0.2)},${n(-height - low * 0.97)}A${n(inner)},${n(low)} 0 0 1 ${n(inner * 0.55)},${n(-height + low * 0.83)}Q${n(inner * 0.75)},${n(-height)} ${n(inner * 0.2)},${n(-height - low * 0.97)}Z`,
      ramp.shade,
    )
  )
}

/** A wet highlight on a glazed shoulder. */
export const gloss = (profile: Profile, low: number, high: number, width = 9): string =>
  stroke(seam(profile, -0.76, { low, high }), '#fff', width, ' opacity=".5"')
