import { z } from 'zod'
import { skuField } from '#platform/fields/fields.ts'
import { optionally, otherwise } from '#platform/fields/optionally.ts'
import {
  barcodeField,
  categoriesField,
  customsCodeField,
  descriptionField,
  MOST_VARIANTS,
  nameField,
  optionsField,
  originCountryField,
  partyField,
  priceField,
  stateField,
  taglineField,
  taxClassField,
  weightField,
} from './product-fields.ts'

const variantSchema = z.object({
  sku: skuField,
  options: otherwise(optionsField, {}),
  price: priceField,
  barcode: optionally(barcodeField),
  weightGrams: otherwise(weightField, 0),
})
export type NewVariant = z.infer<typeof variantSchema>

/** A product as staff and their programs create it. */
export const newProductSchema = z.object({
  name: nameField,
  tagline: otherwise(taglineField, ''),
  description: otherwise(descriptionField, ''),
  categories: otherwise(categoriesField, []),
  state: stateField,
  manufacturer: optionally(partyField),
  responsiblePerson: optionally(partyField),
  customsCode: optionally(customsCodeField),
  originCountry: optionally(originCountryField),
  taxClass: otherwise(taxClassField, 'standard'),
  variants: z
    .array(variantSchema, 'Send the variants')
    .min(1, 'Add a variant: a product is sold by its SKUs')
    .max(MOST_VARIANTS, `Use ${MOST_VARIANTS} variants or fewer`),
})
export type NewProduct = z.infer<typeof newProductSchema>

const variantChangeSchema = z.object({
  sku: skuField,
  options: optionally(optionsField),
  price: optionally(priceField),
  barcode: optionally(barcodeField),
  weightGrams: optionally(weightField),
  onSale: optionally(z.boolean('Send true or false')),
})
export type VariantChange = z.infer<typeof variantChangeSchema>

/** What changes of a product. What is left out stays; a variant that is unknown so far joins it. */
export const productChangeSchema = z.object({
  name: optionally(nameField),
  tagline: optionally(taglineField),
  description: optionally(descriptionField),
  categories: optionally(categoriesField),
  state: optionally(stateField),
  manufacturer: optionally(partyField),
  responsiblePerson: optionally(partyField),
  customsCode: optionally(customsCodeField),
  originCountry: optionally(originCountryField),
  taxClass: optionally(taxClassField),
  variants: optionally(
    z.array(variantChangeSchema).max(MOST_VARIANTS, `Use ${MOST_VARIANTS} variants or fewer`),
  ),
})
export type ProductChange = z.infer<typeof productChangeSchema>

/** The desk sends every text, so an emptied one is emptied. */
export const deskProductChangeSchema = productChangeSchema.extend({
  id: z.uuid(),
  tagline: taglineField.optional(),
  description: descriptionField.optional(),
  manufacturer: partyField.optional(),
  responsiblePerson: partyField.optional(),
  customsCode: customsCodeField.optional(),
  originCountry: originCountryField.optional(),
  variants: z
    .array(variantChangeSchema.extend({ barcode: barcodeField.optional() }))
    .max(MOST_VARIANTS, `Use ${MOST_VARIANTS} variants or fewer`)
    .optional(),
})

export const setPriceSchema = priceField.extend({ sku: skuField })
export type SetPriceInput = z.infer<typeof setPriceSchema>
