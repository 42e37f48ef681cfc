import { drawProduct, type View } from './demo/art/draw-product.ts'
import { artColours } from './demo/art/objects.ts'
import { demoProducts } from './demo/demo-catalogue.ts'

export const productViews: readonly View[] = ['front', 'detail', 'scale']

export type Picture =
  | { kind: 'product'; slug: string; colour: string | undefined; view: View }
  | { kind: 'category'; slug: string }

/** `/pictures/bottle-vase.clay.front.svg`, `/pictures/desk-cactus.default.detail.svg`, `/pictures/category.desk.svg`. */
export function pictureUrl(picture: Picture): string {
  if (picture.kind === 'category') return `/pictures/category.${picture.slug}.svg`
  return `/pictures/${picture.slug}.${picture.colour?.toLowerCase() ?? 'default'}.${picture.view}.svg`
}

/** The drawing behind a picture's file name as SVG text; null when there is none of that name. */
export function drawPicture(file: string): string | null {
  const [slug, colour, view, ending, more] = file.split('.')
  if (ending !== 'svg' || more !== undefined) return null
  const shown = productViews.find(one => one === view)
  if (!shown || !demoProducts.some(product => product.slug === slug)) return null
  const named = artColours(slug ?? '').find(offered => offered.toLowerCase() === colour)
  if (!named && colour !== 'default') return null
  return drawProduct(slug ?? '', { ...(named && { colour: named }), view: shown })
}
