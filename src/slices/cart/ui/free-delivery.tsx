import { Truck } from 'lucide-react'
import type { Money } from '#platform/fields/money.ts'
import { cn } from '#platform/ui/cn.ts'
import { formatMoney } from '#platform/ui/format.ts'
import type { DeliveryPromise } from '#slices/catalog/delivery-promise.ts'

/** Shows how much is missing for free delivery. */
export function FreeDelivery({
  subtotal,
  delivery,
  className,
}: {
  subtotal: Money
  delivery: DeliveryPromise | null
  className?: string
}) {
  if (!delivery || delivery.freeFromMinor === null || subtotal.amount === 0) return null
  const missing = delivery.freeFromMinor - subtotal.amount
  const share = Math.min(100, Math.round((subtotal.amount / delivery.freeFromMinor) * 100))
  return (
    <div className={cn('rounded-card bg-sunken p-4 text-sm', className)}>
      <p className="flex items-center gap-2">
        <Truck aria-hidden="true" className="size-5 text-brand" />
        {missing > 0
          ? `Add ${formatMoney(missing, delivery.currency)} more for free UK delivery`
          : 'UK delivery is free for this order'}
      </p>
      <div aria-hidden="true" className="mt-2 h-1.5 overflow-clip rounded-pill bg-ink/10">
        <div
          className="h-full rounded-pill bg-brand transition-[width] duration-300"
          style={{ width: `${share}%` }}
        />
      </div>
    </div>
  )
}
