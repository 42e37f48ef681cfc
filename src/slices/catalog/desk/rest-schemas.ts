import { z } from '@hono/zod-openapi'
import { searchField, skuField } from '#platform/fields/fields.ts'
import { optionally } from '#platform/fields/optionally.ts'
import { limitField, moneyAnswer } from '#platform/rest/routes.ts'
import { pictureStates } from '../schema.ts'
import { taxClasses } from '../tax-classes.ts'
import { priceField, productStates } from './product-fields.ts'
import { newProductSchema, productChangeSchema } from './product-input.ts'

const USUAL_LIMIT = 50
const MAX_LIMIT = 100

export const listQuery = z.object({
  query: optionally(searchField().openapi({ description: 'Part of a name, or the start of a SKU.' })),
  cursor: optionally(
    z
      .uuid('Send the nextCursor of the page before')
      .openapi({ description: '`nextCursor` of the page before.' }),
  ),
  limit: limitField({ usual: USUAL_LIMIT, most: MAX_LIMIT }),
})

export const productParams = z.object({ id: z.string().max(64).openapi({ format: 'uuid' }) })
export const skuParams = z.object({ sku: skuField })

const variantAnswer = z
  .object({
    sku: z.string(),
    options: z.record(z.string(), z.string()),
    price: moneyAnswer.nullable(),
    barcode: z.string().nullable(),
    weightGrams: z.int(),
    onSale: z.boolean(),
  })
  .openapi('VariantOfStaff')

export const pictureAnswer = z
  .object({
    id: z.uuid(),
    url: z.url().nullable().openapi({ description: 'Null until it is `ready`.' }),
    alt: z.string(),
    colour: z.string().nullable().openapi({ description: 'Null: it is shown for every variant.' }),
    state: z.enum(pictureStates).openapi({
      description: 'Pages show a picture when it is `ready`, seconds after it was added.',
    }),
    failure: z.string().nullable(),
  })
  .openapi('PictureOfStaff')

export const productAnswer = z
  .object({
    id: z.uuid(),
    slug: z
      .string()
      .openapi({ description: 'Its address: `/products/<slug>`. It stays when the name changes.' }),
    name: z.string(),
    tagline: z.string(),
    description: z.string(),
    state: z.enum(productStates),
    categories: z.array(z.string()),
    manufacturer: z.string().nullable(),
    responsiblePerson: z.string().nullable(),
    customsCode: z.string().nullable(),
    originCountry: z.string().nullable(),
    taxClass: z.enum(taxClasses),
    variants: z.array(variantAnswer),
    pictures: z.array(pictureAnswer),
  })
  .openapi('ProductOfStaff')

export const listAnswer = z.object({ products: z.array(productAnswer), nextCursor: z.uuid().nullable() })

const vase = {
  name: 'Bottle vase',
  description: 'Thrown in two parts.',
  categories: ['vases'],
  state: 'published' as const,
  variants: [
    {
      sku: 'VAS-BOT-CLY',
      options: { Colour: 'Clay' },
      price: { amount: 2_800, currency: 'GBP' as const },
      barcode: '5012345678900',
    },
  ],
}

export const newProductBody = z.object(newProductSchema.shape).openapi('NewProduct', {
  description:
    'On sale at once when it is `published`, in no category too. Prices are in minor units. `responsiblePerson` answers for the product where its maker is abroad (GPSR).',
  example: vase,
})

export const productChangeBody = z.object(productChangeSchema.shape).openapi('ProductChange', {
  description:
    'What is left out stays. A SKU that the product does not have joins it and needs a price; a variant with `onSale: false` is not sold any more. The price of a known SKU changes at its own address.',
  example: { state: 'draft' as const },
})

export const priceBody = z
  .object(priceField.shape)
  .openapi('NewPrice', { example: { amount: 2_900, currency: 'GBP' } })
