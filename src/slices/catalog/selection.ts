import type { Money } from '#platform/fields/money.ts'
import { buyable } from './later.ts'
import { optionNames } from './option-words.ts'
import type { Product, ProductVariant, Reduction } from './product.ts'

/** The options that a shopper has chosen: `{ Colour: 'Moss' }` while the size is still open. */
export type Choice = Record<string, string>
export type OptionGroup = { name: string; values: { value: string; soldOut: boolean }[] }

/**
 * Reads the choice from an address, as far as the product has it. An option with one value is chosen already,
 * and so is the colour that the first picture shows; a size never is.
 */
export function choiceOf(product: Product, wanted: Record<string, string | null>): Choice {
  const chosen = optionNames(product.variants).flatMap(name => {
    const values = valuesOf(product.variants, name)
    const asked = values.find(value => value.toLowerCase() === wanted[name]?.toLowerCase())
    const shown = name === 'Colour' ? values.find(value => value === product.pictures[0]?.colour) : undefined
    const value = asked ?? (values.length === 1 ? values[0] : shown)
    return value === undefined ? [] : [[name, value]]
  })
  return Object.fromEntries(chosen)
}

export function openOptions(variants: ProductVariant[], choice: Choice): string[] {
  return optionNames(variants).filter(name => choice[name] === undefined)
}

/** The variants that fit the choice so far. */
export function fitting(variants: ProductVariant[], choice: Choice): ProductVariant[] {
  return variants.filter(variant =>
    Object.entries(choice).every(([name, value]) => variant.options[name] === value),
  )
}

/** The chosen variant; undefined while an option is open or when the combination does not exist. */
export function chosenVariant(variants: ProductVariant[], choice: Choice): ProductVariant | undefined {
  return openOptions(variants, choice).length ? undefined : fitting(variants, choice)[0]
}

/** Every value of every option. A value is sold out when no variant with it and the rest of the choice can be bought. */
export function optionGroups(variants: ProductVariant[], choice: Choice): OptionGroup[] {
  return optionNames(variants).map(name => ({
    name,
    values: valuesOf(variants, name).map(value => ({
      value,
      soldOut: !fitting(variants, { ...choice, [name]: value }).some(variant => buyable(variant) > 0),
    })),
  }))
}

/** The price of the choice: one price, or the lowest of several, and what it is reduced from. */
export function priceOf(
  variants: ProductVariant[],
  choice: Choice,
): { price: Money; from: boolean; reduction: Reduction | null } | null {
  const fit = fitting(variants, choice)
  const cheapest = fit.toSorted((a, b) => a.price.amount - b.price.amount)[0]
  if (!cheapest) return null
  const { price, reduction } = cheapest
  return { price, from: fit.some(variant => variant.price.amount !== price.amount), reduction }
}

/** The pictures of the chosen colour, or of the first colour when none is chosen. */
export function picturesOf(product: Product, choice: Choice): Product['pictures'] {
  const colour = choice.Colour ?? product.pictures[0]?.colour ?? null
  return product.pictures.filter(picture => picture.colour === null || picture.colour === colour)
}

const valuesOf = (variants: ProductVariant[], name: string) =>
  [...new Set(variants.map(variant => variant.options[name]))].filter(value => value !== undefined)
