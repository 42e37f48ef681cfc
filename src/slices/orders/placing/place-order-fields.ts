import { z } from 'zod'
import { localeField, newEmailField } from '#platform/fields/fields.ts'
import { moneySchema } from '#platform/fields/money-schema.ts'
import { optionally, otherwise } from '#platform/fields/optionally.ts'
import { billingSchema } from '#slices/business/billing.ts'
import type { Address as PostalAddress } from '#slices/customers/addresses/address-fields.ts'
import type { SavedCardUse } from '#slices/payments/cards/saved-card.ts'
import {
  codesField,
  giftCardsField,
  linesField,
  shippingMethodField,
  storeCreditField,
} from '#slices/pricing/line-fields.ts'

export const PAYMENT = 'Send a payment method (pm_…) or confirmation token (ctoken_…), never a card'

/**
 * The fields of an order; each caller brings its own address schema. The same SKU may stand in several lines; they are added
 * up.
 */
export const placeOrderFields = <Address extends z.ZodType<PostalAddress>>(address: Address) =>
  z.object(
    {
      /** The caller makes it before sending: it is the idempotency key. */
      orderId: z.uuid('Send a UUID as the id of the order'),
      email: newEmailField,
      lines: linesField,
      shippingAddress: address,
      /** The billed party, where it is not only the person at the delivery address. */
      billing: optionally(billingSchema),
      shippingMethod: shippingMethodField,
      /** May be left out when nothing remains to be paid. */
      payment: optionally(
        z.object({ method: z.string(PAYMENT).regex(/^(pm|ctoken)_[A-Za-z0-9_]{1,200}$/, PAYMENT) }, PAYMENT),
      ),
      /** Codes of promotions. */
      codes: optionally(codesField),
      /** They pay first, in this order, and the card pays the rest. */
      giftCards: optionally(giftCardsField),
      /** The store credit of the signed-in customer pays after the gift cards. */
      storeCredit: optionally(storeCreditField),
      /** The total that the buyer saw. If the total differs now, the answer is `price_changed` and nothing is taken. */
      expectedTotal: optionally(moneySchema),
      /** What the buyer saw that the card would be charged. If it differs now, the answer is `price_changed` as well. */
      expectedDue: optionally(moneySchema),
      locale: otherwise(localeField, 'en-GB'),
    },
    'Send an order',
  )

/** The order as the checkout's page keeps and sends it. */
export type CheckoutInput = PlaceOrderInput & { savedCard?: SavedCardUse | undefined }

export type PlaceOrderInput = z.infer<ReturnType<typeof placeOrderFields<z.ZodType<PostalAddress>>>>
