'use client'

import { useQuery } from '@tanstack/react-query'
import { FoundOption, useSearchState, useTextToFind } from '#desk/palette/finding.tsx'
import { useTRPC } from '#platform/trpc/client.tsx'
import { itemName } from '#slices/catalog/option-words.ts'
import { stockListInputOf } from './stock-params.ts'

/** One letter matches half of the shop. */
const LETTERS_MIN = 2
const SHOWN = 6

/** Finds variants by SKU or name, and leads to their stock. */
export default function StockFinder() {
  const trpc = useTRPC()
  const q = useTextToFind()
  const isAsked = q.length >= LETTERS_MIN
  const found = useQuery(
    trpc.stock.list.queryOptions(stockListInputOf({ view: 'all', q, after: null, before: null }), {
      enabled: isAsked,
    }),
  )
  useSearchState(found)
  if (!isAsked || !found.data) return null
  return found.data.rows.slice(0, SHOWN).map(row => (
    <FoundOption key={row.variantId} href={`/admin/stock/${row.variantId}`} kind="Stock">
      {row.sku} <span className="text-muted">{itemName(row.name, row.options)}</span>
    </FoundOption>
  ))
}
