'use client'

import { May } from '#desk/rights.tsx'
import { Badge } from '#platform/ui/badge.tsx'
import { Card, CardHeading } from '#platform/ui/card.tsx'
import { formatMoney } from '#platform/ui/format.ts'
import { optionWords } from '#slices/catalog/option-words.ts'
import type { DeskProduct, DeskVariant } from '../product-queries.ts'
import { Opens } from './opens.tsx'
import { AddVariantDialog, ChangeVariantDialog, SetPriceDialog } from './variant-dialogs.tsx'

/** The variants of a product, each with its price and what staff may change of it. */
export function ProductVariants({ product }: { product: DeskProduct }) {
  return (
    <Card aria-labelledby="variants">
      <CardHeading
        id="variants"
        aside={
          <May permission="products.write">
            <Opens button="Add a variant">
              {onDone => <AddVariantDialog productId={product.id} onDone={onDone} />}
            </Opens>
          </May>
        }
      >
        Variants
      </CardHeading>
      <ul className="divide-y divide-hairline">
        {product.variants.map(variant => (
          <Variant key={variant.sku} productId={product.id} variant={variant} />
        ))}
      </ul>
    </Card>
  )
}

function Variant({ productId, variant }: { productId: string; variant: DeskVariant }) {
  const { sku, options, price, barcode, weightGrams, onSale } = variant
  const facts = [optionWords(options), barcode, weightGrams ? `${weightGrams} g` : ''].filter(Boolean)
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3">
      <div className="min-w-0">
        <p className="wrap-anywhere flex flex-wrap items-center gap-2 font-medium">
          {sku}
          {!onSale && <Badge>Not sold</Badge>}
        </p>
        <p className="tabular text-muted text-sm">
          {[price ? formatMoney(price.amount, price.currency) : 'No price', ...facts].join(' · ')}
        </p>
      </div>
      <div className="flex flex-wrap gap-2">
        <May permission="prices.write">
          <Opens button="Change the price" of={sku}>
            {onDone => <SetPriceDialog variant={variant} onDone={onDone} />}
          </Opens>
        </May>
        <May permission="products.write">
          <Opens button="Change" of={sku}>
            {onDone => <ChangeVariantDialog productId={productId} variant={variant} onDone={onDone} />}
          </Opens>
        </May>
      </div>
    </li>
  )
}
