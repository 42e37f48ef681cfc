import { z } from 'zod'
import { lineField, reasonField } from '#platform/fields/fields.ts'
import { LIMITS } from '#platform/fields/limits.ts'
import { momentField } from '#platform/fields/moment-field.ts'
import { SHOP_CURRENCY } from '#platform/fields/money.ts'
import { optionally, otherwise } from '#platform/fields/optionally.ts'
import { codeField, prefixField } from './promotion-code.ts'

/** The bank takes up to 999,999.99 at once. */
const MOST_MINOR = 99_999_999
const MOST_SLUGS = 200
const MOST_UNITS = 100
const MOST_USES = 100_000_000
export const MOST_PER_CUSTOMER = 100
export const MOST_CODES = 1_000_000

const MINOR = `Enter an amount above zero, in whole minor units of ${SHOP_CURRENCY}, and below £1,000,000`
const minorUnits = z.int(MINOR).min(1, MINOR).max(MOST_MINOR, MINOR)

/** A plain number means minor units of the shop's currency. */
const moneyField = z.union(
  [
    z.object({ amount: minorUnits, currency: z.literal(SHOP_CURRENCY, `The shop takes ${SHOP_CURRENCY}`) }),
    minorUnits.transform(amount => ({ amount, currency: SHOP_CURRENCY }) as const),
  ],
  MINOR,
)

const PERCENT = 'Enter between 0.01 % and 100 %'
const units = (sentence: string) =>
  z.int(sentence).min(1, sentence).max(MOST_UNITS, `Enter ${MOST_UNITS} or fewer`)
const PERCENT_OFF = 'Enter a whole number from 1 to 100'

export const effectField = z.discriminatedUnion(
  'kind',
  [
    z.object({
      kind: z.literal('percent'),
      basisPoints: z.int(PERCENT).min(1, PERCENT).max(10_000, PERCENT),
    }),
    z.object({ kind: z.literal('amount'), amount: moneyField }),
    z.object({ kind: z.literal('free_delivery') }),
    z.object({
      kind: z.literal('buy_x_get_y'),
      buy: units('Enter how many are bought, 1 or more'),
      get: units('Enter how many of a set cost less, 1 or more'),
      percentOff: otherwise(z.int(PERCENT_OFF).min(1, PERCENT_OFF).max(100, PERCENT_OFF), 100),
    }),
  ],
  'Say what it gives: the kind is percent, amount, free_delivery or buy_x_get_y',
)

const slugsField = (noun: string) =>
  z
    .array(z.string(`Name each ${noun} by its slug`).min(1, `Name each ${noun} by its slug`).max(LIMITS.slug))
    .max(MOST_SLUGS, `Name ${MOST_SLUGS} or fewer`)
    .transform(slugs => [...new Set(slugs)].sort())

export const conditionsField = z
  .object(
    {
      minSubtotal: optionally(moneyField),
      products: optionally(slugsField('product')),
      categories: optionally(slugsField('category')),
      firstOrder: optionally(z.boolean('Send true or false')),
    },
    'Send the conditions as an object',
  )
  .transform(({ minSubtotal, products, categories, firstOrder }) => ({
    ...(minSubtotal && { minSubtotal }),
    ...(products?.length && { products }),
    ...(categories?.length && { categories }),
    ...(firstOrder && { firstOrder }),
  }))

const nameField = lineField('Enter a name', LIMITS.name)
const USES = 'Enter how many orders may use it, 1 or more'
const limitTotalField = z.int(USES).min(1, USES).max(MOST_USES, 'Enter 100,000,000 or fewer')
const PER_CUSTOMER = `Enter a whole number from 1 to ${MOST_PER_CUSTOMER}`
const limitPerCustomerField = z.int(PER_CUSTOMER).min(1, PER_CUSTOMER).max(MOST_PER_CUSTOMER, PER_CUSTOMER)
const timeField = momentField('Send the moment with its time zone, like 2026-11-29T08:00:00Z')

/** A promotion as staff and their programs make it. Without a code every order gets it, unless it needs one that is made later. */
export const newPromotionSchema = z.object({
  name: nameField,
  code: optionally(codeField),
  needsCode: optionally(z.boolean('Send true or false')),
  effect: effectField,
  conditions: otherwise(conditionsField, {}),
  combines: otherwise(z.boolean('Send true or false'), false),
  limitTotal: optionally(limitTotalField),
  limitPerCustomer: optionally(limitPerCustomerField),
  startsAt: optionally(timeField),
  endsAt: optionally(timeField),
})
export type NewPromotion = z.infer<typeof newPromotionSchema>

export const clearable = ['code', 'limitTotal', 'limitPerCustomer', 'startsAt', 'endsAt'] as const

/** What changes of a promotion. What is left out stays; `clear` names what it has no more. */
export const promotionChangeSchema = z.object({
  name: optionally(nameField),
  code: optionally(codeField),
  effect: optionally(effectField),
  conditions: optionally(conditionsField),
  combines: optionally(z.boolean('Send true or false')),
  limitTotal: optionally(limitTotalField),
  limitPerCustomer: optionally(limitPerCustomerField),
  startsAt: optionally(timeField),
  endsAt: optionally(timeField),
  state: optionally(z.enum(['live', 'paused', 'ended'], 'Send live, paused or ended')),
  clear: optionally(
    z
      .array(z.enum(clearable, `Name what goes: ${clearable.join(', ')}`))
      .max(clearable.length, `Name ${clearable.length} or fewer`),
  ),
  reason: optionally(reasonField('Enter a reason')),
})
export type PromotionChange = z.infer<typeof promotionChangeSchema>

export const newCodesSchema = z.object({
  count: z
    .int('Enter how many codes to make')
    .min(1, 'Enter how many codes to make')
    .max(MOST_CODES, 'Enter 1,000,000 or fewer'),
  prefix: otherwise(prefixField, ''),
})
export type NewCodes = z.infer<typeof newCodesSchema>
