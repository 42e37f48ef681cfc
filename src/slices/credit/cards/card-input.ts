import { z } from 'zod'
import { reasonSchema } from '#desk/reason.ts'
import { daySchema } from '#platform/fields/day-schema.ts'
import { linesField, newEmailField } from '#platform/fields/fields.ts'
import { LIMITS } from '#platform/fields/limits.ts'
import { type Money, SHOP_CURRENCY } from '#platform/fields/money.ts'
import { optionally } from '#platform/fields/optionally.ts'
import { MOST_OF_A_CARD, mostMinor } from '../account.ts'

/** A card is mailed within a year, and ends within ten. */
export const DELIVER_WITHIN_DAYS = 366
export const EXPIRE_WITHIN_DAYS = 3_653

const most = mostMinor(SHOP_CURRENCY)
const MOST = `Enter an amount of at most ${MOST_OF_A_CARD.toLocaleString('en-GB')} ${SHOP_CURRENCY}`
const minorField = z
  .int('Enter an amount in whole minor units')
  .min(1, 'Enter an amount above zero')
  .max(most, MOST)

export const inShopCurrency = (amount: number): Money => ({ amount, currency: SHOP_CURRENCY })

/** Money, or a plain number of minor units of the shop's currency. */
export const cardAmountField = z.union(
  [
    minorField,
    z.object({
      amount: minorField,
      currency: z.literal(SHOP_CURRENCY, `The shop issues cards in ${SHOP_CURRENCY}`),
    }),
  ],
  { error: `Enter an amount: a whole number of minor units, at most ${most}, in ${SHOP_CURRENCY}` },
)
export const amountOf = (sent: z.infer<typeof cardAmountField>): Money =>
  typeof sent === 'number' ? inShopCurrency(sent) : sent

export const issueFields = z.object({
  amount: cardAmountField,
  email: optionally(newEmailField),
  deliverOn: optionally(daySchema),
  message: optionally(linesField(LIMITS.giftMessage)),
  expiresOn: optionally(daySchema),
})

export const issueSchema = issueFields.extend({ id: z.uuid('Send a UUID as the id of the card') })
export type IssueInput = z.infer<typeof issueSchema>

export const blockSchema = z.object({ id: z.uuid(), reason: optionally(reasonSchema) })

export const adjustFields = z.object({
  /** What the balance gains; below nought: what it loses. */
  amount: z
    .int('Enter an amount in whole minor units')
    .min(-most, MOST)
    .max(most, MOST)
    .refine(amount => amount !== 0, 'Enter an amount above or below zero'),
  reason: reasonSchema,
})
export const adjustSchema = adjustFields.extend({
  id: z.uuid(),
  /** The caller makes it: the same again changes nothing. */
  adjustmentId: z.uuid('Send a UUID as the id of the adjustment'),
})
export type AdjustInput = z.infer<typeof adjustSchema>
