'use client'

import { Banner } from '#ui/banner.tsx'
import { Button } from '#ui/button.tsx'
import { type ShortLine, shortageWords } from './short-lines.ts'
import type { CartLines } from './use-cart-lines.ts'

/** What cannot be had as it stands, each with its remedy in place; the rest of the order stays as it is. */
export function ShortLinesNotice({ short, cart }: { short: ShortLine[]; cart: CartLines }) {
  return (
    <Banner
      tone="warning"
      title={
        short.length === 1
          ? 'One item cannot be had as ordered'
          : `${short.length} items cannot be had as ordered`
      }
    >
      <ul className="mt-2 flex flex-col gap-4">
        {short.map(line => (
          <li key={line.sku} className="flex flex-wrap items-center gap-x-4 gap-y-2">
            <span className="min-w-48 flex-1">
              <span className="font-medium">{line.name}</span>
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
      <p className="mt-3">You have not been charged. Everything else in your order stays.</p>
      {cart.failed && <p className="mt-2 text-danger">That did not reach the shop. Try again.</p>}
    </Banner>
  )
}
