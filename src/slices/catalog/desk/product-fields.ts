import { z } from 'zod'
import { codeField, freeLine, lineField, linesField } from '#platform/fields/fields.ts'
import { LIMITS } from '#platform/fields/limits.ts'
import { SHOP_CURRENCY } from '#platform/fields/money.ts'
import { taxClasses } from '../tax-classes.ts'

/** What staff and their programs say of a product, each field once. An empty text says that there is nothing. */

/** The bank takes up to 999,999.99 (stripe.com/docs/currencies), and a gift is no sale. */
const MOST_MINOR = 99_999_999
const MOST_GRAMS = 1_000_000
const MOST_OPTIONS = 5
export const MOST_VARIANTS = 100

export const productStates = ['draft', 'published'] as const
export type ProductState = (typeof productStates)[number]

export const nameField = lineField('Enter a name', LIMITS.productName)
export const taglineField = freeLine(LIMITS.tagline)
export const descriptionField = linesField(LIMITS.description)
export const partyField = linesField(LIMITS.party)
export const customsCodeField = codeField(20)
  .transform(text => text.replace(/[ .]/g, ''))
  .refine(text => /^(\d{6,10})?$/.test(text), 'Enter 6 to 10 digits, like 691110')
export const originCountryField = codeField(2)
  .transform(text => text.toUpperCase())
  .refine(text => text === '' || isCountry(text), 'Enter a country of two letters, like GB')
export const taxClassField = z.enum(taxClasses, `Send one of ${taxClasses.join(', ')}`)
export const stateField = z.enum(productStates, `Send ${productStates.join(' or ')}`)
/** A list, because other shops have several; here a product stands in one category or in none. */
export const categoriesField = z
  .array(z.string('Name a category by its slug').min(1, 'Name a category by its slug').max(LIMITS.slug))
  .max(1, 'A product stands in one category')

export const priceField = z.object(
  {
    amount: z
      .int('Enter a price')
      .min(1, 'Enter a price above zero')
      .max(MOST_MINOR, 'Enter a price below £1,000,000'),
    currency: z.literal(SHOP_CURRENCY, `The shop takes ${SHOP_CURRENCY}`),
  },
  'Send the price as { amount, currency }',
)

const optionText = (sentence: string) => lineField(sentence, LIMITS.option)
export const optionsField = z
  .record(
    optionText('Name the option'),
    optionText('Enter what is chosen'),
    'Send options as { name: value }',
  )
  .refine(options => Object.keys(options).length <= MOST_OPTIONS, `Use ${MOST_OPTIONS} options or fewer`)
export const barcodeField = codeField(LIMITS.barcode)
export const weightField = z
  .int('Enter whole grams')
  .min(0, 'Enter 0 or more')
  .max(MOST_GRAMS, 'Enter 1,000,000 grams or fewer')

const isCountry = (text: string) =>
  /^[A-Z]{2}$/.test(text) &&
  new Intl.DisplayNames('en', { type: 'region', fallback: 'none' }).of(text) !== undefined
