import { Button } from '#platform/ui/button.tsx'
import { ButtonLink } from '#platform/ui/button-link.tsx'
import { Card, CardHeading } from '#platform/ui/card.tsx'
import { Description, DescriptionList } from '#platform/ui/description-list.tsx'
import { Price } from '#platform/ui/price.tsx'
import type { Cart } from '#slices/cart/cart.ts'
import type { DeliveryPromise } from '#slices/catalog/delivery-promise.ts'
import { ArrivesNow } from '#slices/catalog/ui/arrives-now.tsx'
import { FreeDelivery } from './free-delivery.tsx'

export type CartSummaryProps = { cart: Cart; delivery: DeliveryPromise | null; onTrouble: () => void }

/** The expected total, with the cheapest delivery in the UK. The checkout knows the address and shows the final total. */
export function CartSummary({ cart, delivery, onTrouble }: CartSummaryProps) {
  const { subtotal, lines } = cart
  const free =
    delivery?.freeFromMinor !== null && delivery !== null && subtotal.amount >= delivery.freeFromMinor
  const deliveryMinor = !delivery || free ? 0 : delivery.priceMinor
  if (subtotal.amount === 0)
    return (
      <Card aria-labelledby="summary" className="h-fit lg:sticky lg:top-24">
        <CardHeading id="summary">Summary</CardHeading>
        <p className="text-muted">Nothing in your cart can be bought right now.</p>
      </Card>
    )
  const trouble = lines.some(line => line.quantity > line.available)
  return (
    <Card aria-labelledby="summary" className="h-fit lg:sticky lg:top-24">
      <CardHeading id="summary">Summary</CardHeading>
      <DescriptionList>
        <Description term="Subtotal">
          <Price amountMinor={subtotal.amount} currency={subtotal.currency} />
        </Description>
        {delivery && (
          <Description term="UK delivery">
            {deliveryMinor === 0 ? (
              'Free'
            ) : (
              <Price amountMinor={deliveryMinor} currency={delivery.currency} />
            )}
          </Description>
        )}
        <Description term="Total, VAT included" strong>
          <Price amountMinor={subtotal.amount + deliveryMinor} currency={subtotal.currency} />
        </Description>
      </DescriptionList>
      {delivery && <ArrivesNow delivery={delivery} className="mt-4 text-muted text-sm" />}
      <FreeDelivery subtotal={subtotal} delivery={delivery} className="my-4" />
      {trouble ? (
        <Button size="lg" wide onClick={onTrouble}>
          Checkout
        </Button>
      ) : (
        <ButtonLink size="lg" wide href="/checkout" prefetch={false}>
          Checkout
        </ButtonLink>
      )}
      <p className="mt-3 text-center text-muted text-sm">Free UK returns within 30 days.</p>
    </Card>
  )
}
