import { measure } from './draw-measured.ts'
import { artColours, demoProduct } from './objects.ts'

/** Describes a picture for people who do not see it: "Blue stoneware mug, handle to the right". */
export function altText(slug: string, colour?: string, view: 'front' | 'detail' | 'scale' = 'front'): string {
  const { art } = demoProduct(slug)
  const offered = artColours(slug)
  const shown = offered.find(one => one === colour) ?? offered[0]
  const thing = shown ? `${shown} ${art.noun}` : art.noun.charAt(0).toUpperCase() + art.noun.slice(1)
  if (view === 'detail') return `${thing}, close up`
  if (view === 'scale') return `${thing}, ${art.heightCm} cm tall, beside ${measure(slug).noun}`
  return `${thing}, ${art.pose}`
}
