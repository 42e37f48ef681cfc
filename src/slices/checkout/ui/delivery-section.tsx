'use client'

import { RadioCards } from '#platform/forms/radio-cards.tsx'
import { formatMoney } from '#platform/ui/format.ts'
import { Skeleton } from '#platform/ui/skeleton.tsx'
import { arrivalAt, useMinute } from '#slices/catalog/ui/order-within.ts'
import { arrivalWords } from '#slices/orders/shop/ui/order-days.ts'
import type { ArrivalNow, Quote } from '#slices/pricing/quote.ts'
import { CheckoutSection } from './checkout-section.tsx'
import type { CheckoutForm } from './use-checkout-form.ts'

export type DeliverySectionProps = {
  checkout: CheckoutForm
  /** Undefined while it loads. */
  quote: Quote | undefined
  /** No item is available. */
  nothing: boolean
  chosen: string
  /** What is not in stock leaves later. Null: everything is. */
  late: string | null
}

/** The arrival and price of each delivery method. The cheapest is chosen beforehand. */
export function DeliverySection({ checkout, quote, nothing, chosen, late }: DeliverySectionProps) {
  const { form, errorOf } = checkout
  const now = useMinute()
  return (
    <CheckoutSection id="delivery" title="Delivery method">
      {quote ? (
        <RadioCards
          id="delivery-method"
          legend="Delivery method"
          hideLegend
          name="shippingMethod"
          value={chosen}
          error={errorOf('shippingMethod')}
          onValueChange={code => {
            form.setValue('shippingMethod', code)
            form.clearErrors('shippingMethod')
          }}
          options={quote.methods.map(({ code, name, price, ...promised }) => ({
            value: code,
            ...arrivesWords(name, promised, now),
            aside: price.amount === 0 ? 'Free' : formatMoney(price.amount, price.currency),
          }))}
        />
      ) : nothing ? (
        <p className="text-muted">There is nothing left to deliver.</p>
      ) : (
        <Skeleton className="h-37" />
      )}
      {quote && late && <p className="mt-3 text-sm">{late}</p>}
    </CheckoutSection>
  )
}

function arrivesWords(name: string, promised: ArrivalNow, now: number | null) {
  const { arrival, orderWithin } = arrivalAt(promised, now)
  return {
    title: `Arrives ${arrivalWords(arrival)}`,
    description: orderWithin ? `${name}. ${orderWithin}` : name,
  }
}
