import { PackageOpen, Truck, Undo2 } from 'lucide-react'
import type { DeliveryPromise } from '#slices/catalog/delivery-promise.ts'
import { arrivalWords, deliveryPriceWords } from './delivery-words.ts'

/** Delivery and returns in one line. */
export function Promises({ delivery }: { delivery: DeliveryPromise | null }) {
  const promises = [
    ...(delivery
      ? [
          { Icon: Truck, words: `UK delivery ${deliveryPriceWords(delivery)}` },
          { Icon: PackageOpen, words: `Order today, arrives ${arrivalWords(delivery)}` },
        ]
      : []),
    { Icon: Undo2, words: 'Free UK returns within 30 days' },
  ]
  return (
    <ul className="mt-4 flex flex-col gap-x-8 gap-y-2 text-sm md:flex-row md:justify-between md:px-2">
      {promises.map(({ Icon, words }) => (
        <li key={words} className="flex items-center gap-2 text-muted">
          <Icon aria-hidden="true" className="size-5 text-brand" />
          {words}
        </li>
      ))}
    </ul>
  )
}
