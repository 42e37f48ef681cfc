import { describe, expect, it } from 'vitest'
import { demoCategories, demoProducts } from '../demo-catalogue.ts'
import { altText } from './alt-text.ts'
import { chooseTile, suits } from './choose-tile.ts'
import { drawCategory } from './draw-category.ts'
import { drawEmpty } from './draw-empty.ts'
import { drawHero } from './draw-hero.ts'
import { drawPlaceholder } from './draw-placeholder.ts'
import { drawProduct, type View } from './draw-product.ts'
import { artColours, drawnColour } from './objects.ts'
import { contrast, rampOf, tiles } from './palette.ts'

const views: View[] = ['front', 'detail', 'scale']
const coloured = demoProducts.flatMap(product => {
  const offered = artColours(product.slug)
  return (offered.length > 0 ? offered : [undefined]).map(colour => ({ ...product, colour }))
})
const pictures = [
  ...coloured.flatMap(({ slug, colour }) => views.map(view => drawProduct(slug, { colour, view }))),
  ...demoCategories.map(({ slug }) => drawCategory(slug)),
  ...(['cart', 'search', 'orders', 'gone'] as const).map(drawEmpty),
  drawHero(),
  drawPlaceholder('Bowl & <"spoon">'),
]

describe('the demo drawings', () => {
  it('are well-formed XML, one svg each', () => {
    for (const svg of pictures) expect(() => readXml(svg)).not.toThrow()
  })

  it('hold no script, no outside reference, no broken number and at most one decimal in a path', () => {
    for (const svg of pictures) {
      expect(svg).not.toMatch(/<script|href=|url\((?!#)|NaN|undefined|Infinity| on\w+=/)
      for (const [, path = ''] of svg.matchAll(/ d="([^"]*)"/g)) expect(path).not.toMatch(/\.\d\d/)
    }
  })

  it('stay small', () => {
    for (const { slug } of demoProducts)
      expect(drawProduct(slug, { view: 'front' }).length).toBeLessThan(8000)
  })

  it('are the same every time', () => {
    expect(drawProduct('stoneware-mug', { colour: 'Blue', view: 'scale' })).toBe(
      drawProduct('stoneware-mug', { colour: 'Blue', view: 'scale' }),
    )
  })

  it('differ for every product, colour and view', () => {
    expect(new Set(pictures.map(withoutTitle)).size).toBe(pictures.length)
  })

  it('stand out from their tile: base 1.5:1, shade 3:1', () => {
    for (const { slug, art, colour } of coloured) {
      const drawn = drawnColour(slug, colour)
      const { wall } = tiles[chooseTile(art, drawn)]
      expect(contrast(rampOf(drawn).base, wall), `${slug} ${colour}`).toBeGreaterThanOrEqual(1.5)
      expect(contrast(rampOf(drawn).shade, wall), `${slug} ${colour}`).toBeGreaterThanOrEqual(3)
    }
  })

  it('keep the usual tile for the usual colour, and no two neighbours share one', () => {
    for (const { art } of demoProducts) expect(suits(art.colour, art.tile), art.noun).toBe(true)
    const inFamilies = demoCategories.map(({ slug }) => demoProducts.filter(p => p.category === slug))
    for (const row of [demoProducts, ...inFamilies]) {
      const order = row.map(({ art }) => art.tile)
      for (const [index, tile] of order.entries()) expect(order[index + 1]).not.toBe(tile)
    }
  })

  it('start from the colour that the catalogue lists first', () => {
    for (const { slug, art } of demoProducts) expect(artColours(slug)[0] ?? art.colour).toBe(art.colour)
  })
})

describe('alt texts', () => {
  it('name colour, thing and pose', () => {
    expect(altText('stoneware-mug', 'Blue')).toBe('Blue stoneware mug, handle to the right')
    expect(altText('sandglass')).toBe('Sandglass, sand half run')
    expect(altText('bottle-vase', 'Moss', 'scale')).toBe('Moss bottle vase, 31 cm tall, beside a mug')
  })
})

const withoutTitle = (svg: string) => svg.replace(/aria-label="[^"]*"/, '')

/** Reads elements and attributes as strictly as XML does; throws at the first fault. */
function readXml(source: string): void {
  const open: string[] = []
  const tag = /<(\/?)([a-zA-Z]+)((?:\s+[a-zA-Z:-]+="[^"<]*")*)\s*(\/?)>|([^<]+)/gy
  let end = 0
  for (const [whole, close, name = '', attributes = '', self, text] of source.matchAll(tag)) {
    end += whole.length
    if (text !== undefined) continue
    const names = [...attributes.matchAll(/([a-zA-Z:-]+)="/g)].map(([, attribute]) => attribute)
    if (new Set(names).size !== names.length) throw new Error(`An attribute is written twice in ${whole}`)
    if (/&(?!amp;|lt;|gt;|quot;)/.test(whole)) throw new Error(`A bare ampersand in ${whole}`)
    if (close ? open.pop() !== name : false)
      throw new Error(`An element is closed in the wrong place: ${whole}`)
    if (!close && !self) open.push(name)
  }
  if (end !== source.length || open.length > 0)
    throw new Error(`Not well formed near ${source.slice(end, end + 60)}`)
}
