import Link from 'next/link'
import { Badge } from '#platform/ui/badge.tsx'
import { formatMoney } from '#platform/ui/format.ts'
import { Picture } from '#slices/catalog/ui/picture.tsx'
import { historyWords } from '#slices/orders/desk/ui/history-words.ts'
import type { OrderListItem } from '../order-answers.ts'
import { momentWords } from './order-days.ts'
import { ReorderButton } from './reorder-button.tsx'

/** One order in the history. The whole card leads to its page. */
export function OrderHistoryItem({ order }: { order: OrderListItem }) {
  const { words, tone } = historyWords(order)
  const { amount, currency } = order.total
  return (
    <li className="focus-within-ring relative rounded-card border border-hairline bg-surface p-4 transition-colors hover:border-control md:p-6">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <h2 className="text-lg">
          <Link
            href={`/orders/${order.id}`}
            prefetch={false}
            className="tabular font-semibold font-text after:absolute after:inset-0"
          >
            {order.number}
          </Link>
        </h2>
        <Badge tone={tone}>{words}</Badge>
        <p className="tabular ml-auto font-semibold">{formatMoney(amount, currency)}</p>
      </div>
      <p className="text-muted text-sm">
        {momentWords(order.placedAt)} · {order.units === 1 ? '1 item' : `${order.units} items`}
      </p>
      {order.imageUrls.length > 0 && (
        <ul className="mt-4 flex gap-2">
          {order.imageUrls.map(url => (
            <li key={url}>
              <Picture
                src={url}
                alt=""
                width={64}
                height={64}
                className="size-16 rounded-control bg-sunken object-cover"
              />
            </li>
          ))}
        </ul>
      )}
      <ReorderButton order={order} />
    </li>
  )
}
