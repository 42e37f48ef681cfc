import { drawCategory } from '../demo/art/draw-category.ts'
import { drawEmpty, type Empty } from '../demo/art/draw-empty.ts'
import { drawHero } from '../demo/art/draw-hero.ts'
import { drawPlaceholder } from '../demo/art/draw-placeholder.ts'
import { drawProduct, type View } from '../demo/art/draw-product.ts'
import { artColours } from '../demo/art/objects.ts'
import { demoCategories, demoProducts } from '../demo/demo-catalogue.ts'

export const productViews: readonly View[] = ['front', 'detail', 'scale']
const empties: readonly Empty[] = ['cart', 'search', 'orders', 'gone']

export type Picture =
  | { kind: 'product'; slug: string; colour: string | undefined; view: View }
  | { kind: 'category'; slug: string }

/** `/pictures/bottle-vase.clay.front.svg`, `/pictures/desk-cactus.default.detail.svg`, `/pictures/category.desk.svg`. */
export function pictureUrl(picture: Picture): string {
  if (picture.kind === 'category') return `/pictures/category.${picture.slug}.svg`
  return `/pictures/${picture.slug}.${picture.colour?.toLowerCase() ?? 'default'}.${picture.view}.svg`
}

/**
 * Draws the picture with this file name as SVG text; null when there is none. Besides products
 * and categories: `hero.svg`, `empty.cart.svg` (`search`, `orders`, `gone`) and `placeholder.svg`.
 */
export function drawPicture(file: string): string | null {
  const [first = '', second, third, ...more] = file.split('.')
  if (file === 'hero.svg') return drawHero()
  if (file === 'placeholder.svg') return drawPlaceholder('Product')
  if (third === 'svg' && !more.length) return drawOther(first, second)
  return more.join('.') === 'svg' ? drawView(first, second, third) : null
}

function drawOther(kind: string, name: string | undefined): string | null {
  const category = demoCategories.find(one => one.slug === name)
  if (kind === 'category' && category) return drawCategory(category.slug)
  const empty = empties.find(one => one === name)
  return kind === 'empty' && empty ? drawEmpty(empty) : null
}

function drawView(slug: string, colour: string | undefined, view: string | undefined): string | null {
  const shown = productViews.find(one => one === view)
  if (!shown || !demoProducts.some(product => product.slug === slug)) return null
  const named = artColours(slug).find(offered => offered.toLowerCase() === colour)
  if (!named && colour !== 'default') return null
  return drawProduct(slug, { ...(named && { colour: named }), view: shown })
}
