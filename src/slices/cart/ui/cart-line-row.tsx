import { Trash2 } from 'lucide-react'
import Link from 'next/link'
import { FieldError } from '#platform/forms/field-error.tsx'
import { QuantityStepper } from '#platform/forms/quantity-stepper.tsx'
import { Button } from '#platform/ui/button.tsx'
import { formatMoney } from '#platform/ui/format.ts'
import { Price } from '#platform/ui/price.tsx'
import { type CartLine, MAX_PER_LINE } from '#slices/cart/cart.ts'
import { optionWords } from '#slices/catalog/option-words.ts'
import { LowestPrice } from '#slices/catalog/ui/lowest-price.tsx'
import { Picture } from '#slices/catalog/ui/picture.tsx'
import { lateWords, shortWords } from './notice-words.ts'

export type CartLineRowProps = {
  line: CartLine
  onQuantity: (quantity: number) => void
  onRemove: () => void
}

export function CartLineRow({ line, onQuantity, onRemove }: CartLineRowProps) {
  const { name, options, quantity, available, unitPrice, reduction, seenPrice, total } = line
  const words = [name, optionWords(options)].filter(Boolean).join(', ')
  const short = quantity > available
  const late = lateWords(line)
  return (
    <li className="grid grid-cols-[5rem_minmax(0,1fr)_auto] gap-x-4 gap-y-3 border-hairline border-b py-4 md:grid-cols-[7rem_minmax(0,1fr)_auto] md:gap-x-6 md:py-6">
      <Picture
        src={line.imageUrl ?? '/pictures/placeholder.svg'}
        alt=""
        width={112}
        height={112}
        className="row-span-2 aspect-square w-full rounded-control bg-sunken"
      />
      <div className="min-w-0">
        <h2 className="font-medium font-text text-base tracking-normal">
          <Link href={hrefOf(line)} className="link decoration-transparent">
            {name}
          </Link>
        </h2>
        <p className="text-muted text-sm">{optionWords(options)}</p>
        <p className="text-muted text-sm">
          <Price
            amountMinor={unitPrice.amount}
            currency={unitPrice.currency}
            wasMinor={reduction?.before.amount}
          />{' '}
          each
          {line.priceChanged && (
            <span className="font-medium text-warning">
              , was {formatMoney(seenPrice.amount, seenPrice.currency)}
            </span>
          )}
        </p>
        <LowestPrice reduction={reduction} />
        {late && <p className="text-sm">{late}</p>}
      </div>
      <Price
        amountMinor={total.amount}
        currency={total.currency}
        className="justify-self-end font-semibold"
      />
      <div className="col-span-2 col-start-2 flex flex-wrap items-center justify-between gap-3">
        {available > 0 && (
          <QuantityStepper
            itemName={words}
            value={quantity}
            onValueChange={onQuantity}
            max={Math.max(quantity, Math.min(MAX_PER_LINE, available))}
          />
        )}
        {short && (
          <div className="flex flex-wrap items-center gap-3">
            <FieldError>{shortWords(line)}</FieldError>
            {available > 0 && (
              <Button variant="secondary" size="sm" onClick={() => onQuantity(available)}>
                Set to {available}
              </Button>
            )}
          </div>
        )}
        <Button
          variant="quiet"
          onClick={onRemove}
          aria-label={`Remove ${words}`}
          className="-mr-2.5 ml-auto px-2.5 text-muted"
        >
          <Trash2 aria-hidden="true" />
          <span className="hidden sm:inline">Remove</span>
        </Button>
      </div>
    </li>
  )
}

function hrefOf({ slug, options }: CartLine): string {
  const chosen = new URLSearchParams(
    Object.entries(options).map(([name, value]) => [name.toLowerCase(), value]),
  )
  return chosen.size ? `/products/${slug}?${chosen}` : `/products/${slug}`
}
