import type { z } from 'zod'
import { SHOP_CURRENCY } from '#platform/fields/money.ts'
import { currencySymbol } from '#platform/forms/read-amount.ts'
import { type Bound, LinesField, TextField } from './bound-field.tsx'
import type { typedNewVariant, typedVariant } from './typed-product.ts'

export const variantIds = {
  options: 'variant-options',
  barcode: 'variant-barcode',
  weight: 'variant-weight',
} as const
export const newVariantIds = { sku: 'variant-sku', price: 'variant-price', ...variantIds } as const

type Of<Schema extends z.ZodType> = { bind: (name: keyof z.input<Schema> & string) => Bound }

/** A variant that joins, with its SKU and its first price. */
export function NewVariantFields({ bind }: Of<typeof typedNewVariant>) {
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          bound={bind('sku')}
          label="SKU"
          hint="Single in the whole shop. It stays."
          spellCheck={false}
        />
        <PriceField bound={bind('price')} />
      </div>
      <VariantFields bind={bind} />
    </>
  )
}

export function PriceField({ bound }: { bound: Bound }) {
  return (
    <TextField
      bound={bound}
      label={`Price in ${SHOP_CURRENCY}`}
      hint="With tax, as shoppers see it."
      inputMode="decimal"
      prefix={currencySymbol(SHOP_CURRENCY)}
    />
  )
}

export function VariantFields({ bind }: Of<typeof typedVariant>) {
  return (
    <>
      <LinesField
        bound={bind('options')}
        label="Options"
        hint="A line each, like Colour: Moss. Leave it empty where there is one variant."
        optional
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField bound={bind('barcode')} label="Barcode" inputMode="numeric" optional />
        <TextField bound={bind('weight')} label="Weight" inputMode="numeric" suffix="g" optional />
      </div>
    </>
  )
}
