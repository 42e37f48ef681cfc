import { demoProducts } from '../demo-catalogue.ts'
import type { DemoColour, DemoMaterial, DemoProduct } from '../demo-product.ts'
import type { Draw, Drawing } from './drawing.ts'
import { clockDrawings } from './objects/clocks.ts'
import { deskDrawings } from './objects/desk.ts'
import { gardenDrawings } from './objects/garden.ts'
import { lightingDrawings } from './objects/lighting.ts'
import { plantDrawings } from './objects/plants.ts'
import { tablewareDrawings } from './objects/tableware.ts'
import { textileDrawings } from './objects/textiles.ts'
import { vesselDrawings } from './objects/vessels.ts'
import { colours, type Ramp, rampOf } from './palette.ts'

const drawings: Record<string, Draw> = {
  ...tablewareDrawings,
  ...vesselDrawings,
  ...lightingDrawings,
  ...textileDrawings,
  ...plantDrawings,
  ...gardenDrawings,
  ...deskDrawings,
  ...clockDrawings,
}

/** The demo product with this slug; throws when there is none. */
export function demoProduct(slug: string): DemoProduct {
  const product = demoProducts.find(one => one.slug === slug)
  if (!product) throw new Error(`There is no demo product ${slug}.`)
  return product
}

/** The colours a product is offered in, in the catalogue's order; empty when it comes in one finish. */
export function artColours(slug: string): DemoColour[] {
  const offered = demoProduct(slug).variants.map(variant => variant.options.Colour)
  return [...new Set(offered)].filter((name): name is DemoColour => name !== undefined && name in colours)
}

/** The colour to draw: the one asked for when the product is offered in it, else its usual one. */
export function drawnColour(slug: string, colour?: string): DemoColour | DemoMaterial {
  return artColours(slug).find(offered => offered === colour) ?? demoProduct(slug).art.colour
}

/** The thing itself, without tile or shadow, in an offered colour or in a ramp of the caller's. */
export function drawObject(slug: string, colour?: string, ramp?: Ramp): Drawing {
  const draw = drawings[slug]
  if (!draw) throw new Error(`There is no drawing of ${slug} yet.`)
  return draw(ramp ?? rampOf(drawnColour(slug, colour)))
}
