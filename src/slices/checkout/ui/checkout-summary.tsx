'use client'

import { ChevronDown } from 'lucide-react'
import { inWords } from '#platform/lib/span.ts'
import { Banner } from '#platform/ui/banner.tsx'
import { Button } from '#platform/ui/button.tsx'
import { Card } from '#platform/ui/card.tsx'
import { formatMoney } from '#platform/ui/format.ts'
import { Skeleton } from '#platform/ui/skeleton.tsx'
import { OrderLines, type OrderLinesProps } from '#slices/orders/shop/ui/order-lines.tsx'
import { OrderTotals } from '#slices/orders/shop/ui/order-totals.tsx'
import type { Quote } from '#slices/pricing/quote.ts'
import type { CheckoutSums } from './use-checkout-quote.ts'

export type CheckoutSummaryProps = { lines: OrderLinesProps['lines']; sums: CheckoutSums }

/** The order beside the form from 1024 px up. */
export function SummaryAside(summary: CheckoutSummaryProps) {
  return (
    <aside aria-labelledby="summary" className="hidden lg:block">
      <Card className="sticky top-8">
        <h2 id="summary" className="mb-4 text-xl">
          Your order
        </h2>
        <div
          className="-mx-2 max-h-[50dvh] overflow-y-auto px-2"
          {...(summary.lines.length > 4 && { tabIndex: 0, role: 'region', 'aria-label': 'Items' })}
        >
          <OrderLines lines={summary.lines} />
        </div>
        <hr className="my-5" />
        <Sums sums={summary.sums} />
      </Card>
    </aside>
  )
}

/** The same on a phone: a closed bar with the total, which opens in place. */
export function SummaryBar({ lines, sums }: CheckoutSummaryProps) {
  const total = sums.quote?.total
  return (
    <details className="group rounded-card border border-hairline bg-surface lg:hidden">
      <summary className="flex min-h-14 list-none items-center gap-2 rounded-card px-4 [&::-webkit-details-marker]:hidden">
        <ChevronDown aria-hidden="true" className="size-5 transition-transform group-open:rotate-180" />
        <span className="font-medium group-open:hidden">Show order</span>
        <span className="hidden font-medium group-open:inline">Hide order</span>
        <span className="tabular ml-auto font-semibold text-lg">
          {total ? formatMoney(total.amount, total.currency) : sums.nothing ? 'Sold out' : '…'}
        </span>
      </summary>
      <div className="border-hairline border-t p-4">
        <OrderLines lines={lines} />
      </div>
    </details>
  )
}

const deliveryNameOf = ({ methods, method }: Quote) =>
  methods.find(({ code }) => code === method)?.name ?? method

/** The sums from subtotal to total, or the reason why there are none. */
export function Sums({ sums }: { sums: CheckoutSums }) {
  if (sums.failed) {
    return (
      <Banner
        tone="warning"
        live="polite"
        title="The total could not be worked out"
        action={
          <Button variant="secondary" size="sm" onClick={sums.again}>
            Try again
          </Button>
        }
      >
        {sums.pauseSeconds === null
          ? 'Check your connection.'
          : `There were too many requests. Try again in ${inWords(sums.pauseSeconds)}.`}{' '}
        Everything you typed is kept.
      </Banner>
    )
  }
  if (sums.nothing) return <p className="text-muted">There is nothing left to pay for.</p>
  if (!sums.quote) return <Skeleton className="h-40" />
  return (
    <div aria-live="polite" aria-busy={sums.counting}>
      <OrderTotals {...sums.quote} deliveryName={deliveryNameOf(sums.quote)} />
    </div>
  )
}
