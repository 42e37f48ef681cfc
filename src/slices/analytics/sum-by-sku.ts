import type { OrderLine } from '#slices/orders/queries.ts'

export type SkuSum = { sku: string; name: string; quantity: number; revenueMinor: number }

/** Adds up lines by SKU: a SKU may be on several lines of an order but is in the figures once. */
export function sumBySku(lines: readonly OrderLine[]): SkuSum[] {
  const sums = new Map<string, SkuSum>()
  for (const { sku, name, quantity, totalMinor } of lines) {
    const sum = sums.get(sku) ?? { sku, name, quantity: 0, revenueMinor: 0 }
    sum.quantity += quantity
    sum.revenueMinor += totalMinor
    sums.set(sku, sum)
  }
  return [...sums.values()]
}
