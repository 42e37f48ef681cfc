'use client'

import { Banner } from '#platform/ui/banner.tsx'
import { Button } from '#platform/ui/button.tsx'
import { ButtonLink } from '#platform/ui/button-link.tsx'
import { formatMoney } from '#platform/ui/format.ts'
import type { Quote } from '#slices/pricing/quote.ts'
import { type ShortLine, shortageTitle, shortageWords } from './short-lines.ts'
import type { CartLines } from './use-cart-lines.ts'

export type ShortLinesNoticeProps = {
  short: ShortLine[]
  cart: CartLines
  /** The sums of the available items. Null while they load, or when nothing is available. */
  rest: Quote | null
  /** The sums from when everything was available, if this page has seen that. */
  whole: Quote | undefined
}

/** The items that are short, each with a button that fixes it, and the sum of the rest. */
export function ShortLinesNotice({ short, cart, rest, whole }: ShortLinesNoticeProps) {
  const nothingLeft = cart.lines.every(line =>
    short.some(({ sku, available }) => sku === line.sku && !available),
  )
  return (
    <Banner tone="warning" title={shortageTitle(short)}>
      <ul className="mt-2 flex flex-col gap-4">
        {short.map(line => (
          <li key={line.sku} className="flex flex-wrap items-center gap-x-4 gap-y-2">
            <span className="min-w-48 flex-1">
              {short.length > 1 && <span className="block font-medium">{line.name}</span>}
              <span className="block text-sm text-warning">
                {shortageWords(line)}, you asked for {line.requested}
              </span>
            </span>
            <span className="flex gap-2">
              {line.available > 0 && (
                <Button
                  variant="secondary"
                  size="sm"
                  pending={cart.changing === line.sku}
                  aria-label={`Set ${line.name} to ${line.available}`}
                  onClick={() => cart.setQuantity(line.sku, line.available)}
                >
                  Set to {line.available}
                </Button>
              )}
              <Button
                variant="secondary"
                size="sm"
                pending={cart.changing === line.sku}
                aria-label={`Remove ${line.name}`}
                onClick={() => cart.remove(line.sku)}
              >
                Remove
              </Button>
            </span>
          </li>
        ))}
      </ul>
      {nothingLeft ? (
        <p className="mt-3">
          There is nothing else in your order, and you have not been charged.{' '}
          <ButtonLink variant="link" href="/categories/all" prefetch={false}>
            Keep shopping
          </ButtonLink>
        </p>
      ) : (
        <p className="mt-3">
          {rest && `${restWords(rest, whole)} Press Pay to order that. `}You have not been charged.
        </p>
      )}
      {cart.failed && <p className="mt-2 text-danger">That did not reach the shop. Try again.</p>}
    </Banner>
  )
}

/** The available items and their price, and a word when delivery is no longer free. */
function restWords({ total, shipping }: Quote, whole: Quote | undefined): string {
  const money = ({ amount, currency }: Quote['total']) => formatMoney(amount, currency)
  if (shipping.amount === 0) return `What we can send comes to ${money(total)}, with free delivery.`
  const sum = `What we can send comes to ${money(total)}, including ${money(shipping)} for delivery.`
  return whole?.shipping.amount === 0 ? `${sum} Delivery is no longer free, as the order is smaller.` : sum
}
