'use client'

import { Undo2 } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useRef, useState } from 'react'
import { QuantityStepper } from '#platform/forms/quantity-stepper.tsx'
import { Banner } from '#platform/ui/banner.tsx'
import { Button } from '#platform/ui/button.tsx'
import { Price } from '#platform/ui/price.tsx'
import { MAX_PER_LINE } from '#slices/cart/cart.ts'
import type { DeliveryPromise } from '#slices/catalog/delivery-promise.ts'
import { buyable, soonest } from '#slices/catalog/later.ts'
import { itemName } from '#slices/catalog/option-words.ts'
import type { Product } from '#slices/catalog/product.ts'
import {
  chosenVariant,
  fitting,
  openOptions,
  optionGroups,
  picturesOf,
  priceOf,
} from '#slices/catalog/selection.ts'
import { ArrivesNow } from '#slices/catalog/ui/arrives-now.tsx'
import { deliveryPriceWords } from '#slices/catalog/ui/delivery-words.ts'
import { LowestPrice } from '#slices/catalog/ui/lowest-price.tsx'
import { StockLabel } from '#slices/catalog/ui/stock-label.tsx'
import { useCurrentOffers } from '#slices/catalog/ui/use-current-offers.ts'
import { useSelection } from '#slices/catalog/ui/use-selection.ts'
import { optionGroupId, VariantPicker } from '#slices/catalog/ui/variant-picker.tsx'
import { ALERT_EMAIL_ID } from '#slices/inventory/ui/alert-email-id.ts'
import { isLetIn, LAUNCH_GATE_ID } from '#slices/inventory/ui/let-in.ts'
import { useLine } from '#slices/inventory/ui/use-line.ts'
import { useCartDrawer } from './cart-drawer-state.tsx'
import { StickyBuyBar } from './sticky-buy-bar.tsx'
import { useAddToCart } from './use-cart.ts'

/** Most items are in stock, so the page loads the email form only when one is not. */
const AlertForm = dynamic(
  () => import('#slices/inventory/ui/alert-form.tsx').then(module => module.AlertForm),
  {
    // The line waits in its own Suspense, so that the choice above it shows at once even when the line is slow.
    loading: () => <div aria-busy="true" className="h-24" />,
  },
)

/** Few items have a launch. */
const LaunchGate = dynamic(
  () => import('#slices/inventory/ui/launch-gate.tsx').then(module => module.LaunchGate),
  { loading: () => <div aria-busy="true" className="h-24" /> },
)

/** Why fewer went into the cart than were asked for. */
const fewerWords = (most: number, available: number) =>
  most < available
    ? `You can order up to ${most} of this item, and that many are in your cart.`
    : `We only have ${available}, and all of them are in your cart.`

/** Price, options, stock and the one button. A press on the button asks for a missing choice. */
export function BuyBox({
  product: asRendered,
  delivery,
}: {
  product: Product
  delivery: DeliveryPromise | null
}) {
  const product = useCurrentOffers(asRendered)
  const { variants } = product
  const { choice, choose } = useSelection(product)
  const [quantity, setQuantity] = useState(1)
  const [refused, setRefused] = useState<{ missing: string | null } | null>(null)
  const [alertSentTo, setAlertSentTo] = useState<Record<string, string>>({})
  const button = useRef<HTMLDivElement>(null)
  const drawer = useCartDrawer()
  const add = useAddToCart()

  const variant = chosenVariant(variants, choice)
  const line = useLine(variant?.hasLaunch ? variant.sku : null)
  const letIn = !variant || isLetIn(line.view)
  const open = openOptions(variants, choice)
  const price = priceOf(variants, choice)
  const fit = fitting(variants, choice)
  const available = fit.reduce((sum, one) => sum + one.available, 0)
  const units = fit.reduce((sum, one) => sum + buyable(one), 0)
  const chosenWords = Object.values(choice).join(', ')

  function refuse(missing: string | null) {
    setRefused({ missing })
    const group = document.getElementById(optionGroupId(missing ?? Object.keys(choice)[0] ?? ''))
    group?.scrollIntoView({ block: 'center' })
    group?.focus({ preventScroll: true })
  }

  function putIn() {
    add.reset()
    const [missing] = open
    if (missing) return refuse(missing)
    if (!letIn) return document.getElementById(LAUNCH_GATE_ID)?.scrollIntoView({ block: 'center' })
    if (awaited) return document.getElementById(ALERT_EMAIL_ID)?.focus()
    if (!variant) return refuse(null)
    setRefused(null)
    drawer.show(variant.sku)
    const line = {
      sku: variant.sku,
      slug: product.slug,
      name: product.name,
      options: variant.options,
      imageUrl: picturesOf(product, choice)[0]?.url ?? null,
      quantity: Math.min(quantity, buyable(variant)),
      unitPrice: variant.price,
      reduction: variant.reduction,
      available: buyable(variant),
      later: variant.later && { onShelf: variant.available, expectedOn: variant.later.expectedOn },
    }
    add.mutate(line, {
      onSuccess({ added, most }) {
        if (added < line.quantity) drawer.say(fewerWords(most, buyable(variant)))
        setQuantity(1)
      },
      onError: drawer.close,
    })
  }

  /** The variant that a shopper can wait for: chosen, sold out, and without a line. */
  const awaited = variant && letIn && buyable(variant) <= 0 ? variant : null
  const sentTo = awaited ? (alertSentTo[awaited.sku] ?? null) : null
  const action = letIn ? (units > 0 ? 'Add to cart' : awaited ? 'Email me' : 'Sold out') : 'See the line'
  return (
    <div className="flex flex-col gap-6">
      {price ? (
        <div>
          <Price
            amountMinor={price.price.amount}
            currency={price.price.currency}
            from={price.from}
            wasMinor={price.reduction?.before.amount}
            className="font-semibold text-2xl"
          />
          <LowestPrice reduction={price.reduction} />
        </div>
      ) : (
        <p className="text-2xl text-muted">We don’t have this combination</p>
      )}
      <VariantPicker
        groups={optionGroups(variants, choice)}
        choice={choice}
        onChoose={(name, value) => {
          choose(name, value)
          setRefused(null)
        }}
        missing={refused?.missing ?? null}
      />
      <div className="flex flex-col gap-1">
        <p role="status">
          <StockLabel available={available} later={soonest(fit)} className="font-medium" />
        </p>
        {delivery && available > 0 && (
          <ArrivesNow delivery={delivery} className="text-muted">
            , delivery {deliveryPriceWords(delivery)}
          </ArrivesNow>
        )}
      </div>
      {add.isError && (
        <Banner tone="danger" live="assertive" title="We couldn’t add it">
          {add.error.message}
        </Banner>
      )}
      <div ref={button} className="flex flex-wrap items-start gap-3">
        {variant?.hasLaunch && <LaunchGate sku={variant.sku} line={line} />}
        {letIn && units > 0 && (
          <QuantityStepper
            itemName={product.name}
            value={quantity}
            onValueChange={setQuantity}
            max={Math.min(MAX_PER_LINE, variant ? buyable(variant) : MAX_PER_LINE)}
          />
        )}
        {awaited && (
          <AlertForm
            key={awaited.sku}
            sku={awaited.sku}
            words={itemName(product.name, awaited.options)}
            sentTo={sentTo}
            onSent={email => setAlertSentTo(sent => ({ ...sent, [awaited.sku]: email }))}
          />
        )}
        {letIn && !awaited && (
          <Button
            size="lg"
            variant={units > 0 ? 'primary' : 'secondary'}
            className="h-11.5 min-w-0 flex-1"
            onClick={putIn}
          >
            {action}
          </Button>
        )}
      </div>
      <p className="flex items-center gap-2 text-muted text-sm">
        <Undo2 aria-hidden="true" className="size-5 text-brand" />
        Free UK returns within 30 days
      </p>
      <StickyBuyBar
        watch={button}
        price={price}
        words={chosenWords || product.name}
        action={sentTo ? null : action}
        instead="Check your inbox"
        onPress={putIn}
      />
    </div>
  )
}
