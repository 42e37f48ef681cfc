import type { Ramp } from './palette.ts'
import { n, type Point } from './path.ts'

/** The place where a thing touches the shelf: middle and half width, and whether its underside is a straight edge. */
export type Foot = readonly [x: number, half: number, flat?: 'flat']

/** One thing, drawn around the point where it stands: x to the right, y up is negative, 800 px tile units. */
export type Drawing = {
  body: string
  /** The light it throws on wall and shelf where it hangs at its usual height. */
  light?: string
  /** The same outline again, without colours, for the shadow it throws. */
  shadow: string
  feet: Foot[]
  rests: 'shelf' | 'wall' | 'ceiling'
  left: number
  right: number
  top: number
  bottom: number
  /** Middle and side of the square that the detail view shows. */
  focus: { middle: Point; side: number }
}

export type Draw = (ramp: Ramp) => Drawing

export const fill = (d: string, colour: string, opacity = 1): string =>
  `<path d="${d}" fill="${colour}"${opacity < 1 ? ` opacity="${opacity}"` : ''}/>`

export function stroke(d: string, colour: string, width: number, more = ''): string {
  const cap = more.includes('stroke-linecap') ? '' : ' stroke-linecap="round"'
  return `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${n(width)}"${cap}${more}/>`
}

export const cast = (...outlines: string[]): string => `<path d="${outlines.join('')}"/>`

export const castLine = (d: string, width: number): string =>
  `<path d="${d}" fill="none" stroke-width="${n(width)}"/>`

export const move = (x: number, y: number, inner: string, more = ''): string =>
  `<g transform="translate(${n(x)} ${n(y)})${more}">${inner}</g>`

/** A rod, cord or handle: a base stroke with a thinner lit one inside it, up and to the left. */
export const rod = (d: string, { light, base }: { light: string; base: string }, width: number): string =>
  stroke(d, base, width) + move(-width * 0.16, -width * 0.16, stroke(d, light, width * 0.3))
