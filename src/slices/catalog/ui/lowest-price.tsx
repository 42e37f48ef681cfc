import { formatMoney } from '#platform/ui/format.ts'
import type { Reduction } from '#slices/catalog/product.ts'

/** Stands below a reduced price, as the law of the EU asks (Directive 98/6/EC, article 6a). */
export function LowestPrice({ reduction }: { reduction: Reduction | null }) {
  if (!reduction) return null
  const { amount, currency } = reduction.lowest
  return (
    <p className="text-muted text-sm">
      Lowest price in the last 30 days: <span className="tabular">{formatMoney(amount, currency)}</span>
    </p>
  )
}
