import { z } from 'zod'
import { skuField } from '#platform/fields/fields.ts'
import { SHOP_CURRENCY } from '#platform/fields/money.ts'
import { readAmount } from '#platform/forms/read-amount.ts'
import {
  barcodeField,
  customsCodeField,
  descriptionField,
  nameField,
  optionsField,
  originCountryField,
  partyField,
  priceField,
  stateField,
  taglineField,
  taxClassField,
  weightField,
} from '../product-fields.ts'
import type { DeskProduct, DeskVariant } from '../product-queries.ts'

/** The fields of a product as a form holds them: every one is a text. */
export const typedDetails = z.object({
  name: nameField,
  tagline: taglineField,
  description: descriptionField,
  /** The slug; empty for none. */
  category: z.string(),
  state: stateField,
  manufacturer: partyField,
  responsiblePerson: partyField,
  customsCode: customsCodeField,
  originCountry: originCountryField,
  taxClass: taxClassField,
})
export type TypedDetails = z.input<typeof typedDetails>

export const typedPrice = z
  .string()
  .transform(typed => readAmount(typed, SHOP_CURRENCY) ?? undefined)
  .pipe(priceField.shape.amount)
  .transform(amount => ({ amount, currency: SHOP_CURRENCY }) as const)

/** What of a variant changes together; its price changes by itself. */
export const typedVariant = z.object({
  options: z
    .string()
    .transform((typed, check) => {
      const options = readOptions(typed)
      if (options) return options
      check.addIssue({ code: 'custom', message: 'Write each option on its own line, like Colour: Moss' })
      return z.NEVER
    })
    .pipe(optionsField),
  barcode: barcodeField,
  weight: z
    .string()
    .transform(typed => Number(typed.trim() || 0))
    .pipe(weightField),
})

export const typedNewVariant = typedVariant.extend({ sku: skuField, price: typedPrice })

export const emptyVariant = { sku: '', price: '', options: '', barcode: '', weight: '' }

/** `Colour: Moss` on a line each. Null when a line is no option, or names one twice. */
export function readOptions(typed: string): Record<string, string> | null {
  const lines = typed.split('\n').filter(line => line.trim() !== '')
  const pairs = lines.map(line => [
    line.split(':')[0]?.trim() ?? '',
    line.split(':').slice(1).join(':').trim(),
  ])
  const names = new Set(pairs.map(([name]) => name))
  if (names.size < pairs.length || pairs.some(([name, value]) => !name || !value)) return null
  return Object.fromEntries(pairs)
}

export const writeOptions = (options: Record<string, string>): string =>
  Object.entries(options)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n')

export const detailsOf = (product: DeskProduct): TypedDetails => ({
  name: product.name,
  tagline: product.tagline,
  description: product.description,
  category: product.categories[0] ?? '',
  state: product.state,
  manufacturer: product.manufacturer ?? '',
  responsiblePerson: product.responsiblePerson ?? '',
  customsCode: product.customsCode ?? '',
  originCountry: product.originCountry ?? '',
  taxClass: product.taxClass,
})

export const variantOf = ({ options, barcode, weightGrams }: DeskVariant) => ({
  options: writeOptions(options),
  barcode: barcode ?? '',
  weight: weightGrams ? String(weightGrams) : '',
})
