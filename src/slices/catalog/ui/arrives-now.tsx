'use client'

import type { ReactNode } from 'react'
import type { DeliveryPromise } from '#slices/catalog/delivery-promise.ts'
import { arrivalWords } from './delivery-words.ts'
import { useArrivalNow } from './order-within.ts'

/** The days on which an order that is placed now arrives, and how long that holds. `children` go on with its sentence. */
export function ArrivesNow({
  delivery,
  className,
  children,
}: {
  delivery: DeliveryPromise
  className?: string
  children?: ReactNode
}) {
  const { arrival, orderWithin } = useArrivalNow(delivery)
  return (
    <p className={className}>
      Arrives <strong className="text-ink">{arrivalWords({ arrival })}</strong>
      {children}
      {/* Without the moment its line stays, so that nothing jumps. */}
      <span className="tabular block min-h-[1lh] text-sm">{orderWithin}</span>
    </p>
  )
}
