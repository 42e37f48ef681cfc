export type DemoColour = 'Blue' | 'Moss' | 'Clay' | 'Oat' | 'Marigold' | 'Plum' | 'Ink'

/** The material of a thing that comes in no colours. */
export type DemoMaterial = 'Oak' | 'Brass' | 'Glass' | 'Willow' | 'Paper' | 'Steel'

export type DemoTile = 'rose' | 'sage' | 'mist' | 'linen' | 'butter' | 'dusk' | 'pine' | 'mulberry'

/** Price in pence including VAT, weight in grams, stock in units for each of the two warehouses. */
export type DemoVariant = {
  sku: string
  options: Record<string, string>
  priceMinor: number
  weightGrams: number
  stock: { north: number; south: number }
}

/** The data for a drawing: the thing's name and pose for the alt text, its real height and its usual tile. */
export type DemoArt = {
  noun: string
  pose: string
  colour: DemoColour | DemoMaterial
  tile: DemoTile
  heightCm: number
}

export type DemoProduct = {
  slug: string
  name: string
  tagline: string
  description: string
  details: { label: string; value: string }[]
  category: string
  keywords: string[]
  art: DemoArt
  variants: DemoVariant[]
  isNew?: boolean
  featured?: boolean
}

export type DemoCategory = { slug: string; name: string; description: string }

type Units = [north: number, south: number]
type Make = { priceMinor: number; weightGrams: number }
type Size = Make & { code: string }

const stockOf = ([north, south]: Units) => ({ north, south })

/** A product with a single variant. */
export const single = (sku: string, make: Make, units: Units): DemoVariant[] => [
  { sku, options: {}, ...make, stock: stockOf(units) },
]

/** One variant for each colour. The SKU ends in the colour: `VASE-BOTTLE-CLAY`. */
export const byColour = (
  sku: string,
  make: Make,
  colours: Partial<Record<DemoColour, Units>>,
): DemoVariant[] =>
  Object.entries(colours).map(([colour, units]) => ({
    sku: `${sku}-${colour.toUpperCase()}`,
    options: { Colour: colour },
    ...make,
    stock: stockOf(units),
  }))

/** One variant for each size. The SKU ends in the size's code: `BOARD-OAK-L`. */
export const bySize = (sku: string, sizes: Record<string, Size & { units: Units }>): DemoVariant[] =>
  Object.entries(sizes).map(([name, { code, priceMinor, weightGrams, units }]) => ({
    sku: `${sku}-${code}`,
    options: { Size: name },
    priceMinor,
    weightGrams,
    stock: stockOf(units),
  }))

/** One variant for each colour in each size, such as `MUG-STONE-MOSS-L`. Units are in the order of the sizes. */
export const byColourAndSize = (
  sku: string,
  sizes: Record<string, Size>,
  colours: Partial<Record<DemoColour, Units[]>>,
): DemoVariant[] =>
  Object.entries(colours).flatMap(([colour, rows]) =>
    Object.entries(sizes).map(([name, { code, priceMinor, weightGrams }], row) => ({
      sku: `${sku}-${colour.toUpperCase()}-${code}`,
      options: { Colour: colour, Size: name },
      priceMinor,
      weightGrams,
      stock: stockOf(rows[row] ?? [0, 0]),
    })),
  )

export const details = (facts: Record<string, string>): { label: string; value: string }[] =>
  Object.entries(facts).map(([label, value]) => ({ label, value }))
