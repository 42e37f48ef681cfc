'use client'

import { useQuery } from '@tanstack/react-query'
import { useTRPC, useTRPCClient } from '#platform/trpc/client.tsx'
import { Banner } from '#platform/ui/banner.tsx'
import { Button } from '#platform/ui/button.tsx'
import { Card, CardHeading } from '#platform/ui/card.tsx'
import { formatMoney } from '#platform/ui/format.ts'
import { count } from '#slices/promotions/desk/ui/promotion-words.ts'
import type { Tried } from '../try-promotion.ts'

/** What a promotion would have cost in the last thirty days, worked out when it is asked for. A change of the promotion takes the answer away. */
export function TryPromotion({ promotionId }: { promotionId: string }) {
  const trpc = useTRPC()
  const client = useTRPCClient()
  const { data: promotion } = useQuery(trpc.promotions.one.queryOptions({ id: promotionId }))
  const trying = useQuery({
    queryKey: ['promotion tried', promotionId, promotion?.versions.length],
    queryFn: () => client.staffOrders.tryPromotion.query({ promotionId }),
    enabled: false,
  })
  return (
    <Card aria-labelledby="tried" className="flex flex-col items-start gap-3">
      <CardHeading id="tried">On the orders of the last 30 days</CardHeading>
      <div aria-live="polite" aria-busy={trying.isFetching} className="flex flex-col gap-1">
        {trying.data ? (
          triedWords(trying.data).map(words => (
            <p key={words} className="tabular">
              {words}
            </p>
          ))
        ) : (
          <p className="text-muted">
            Works every paid order out again with this promotion, as it was placed. Nothing is written.
          </p>
        )}
      </div>
      {trying.isError && !trying.isFetching && (
        <Banner tone="warning" live="polite" title="It was not tried">
          The shop did not answer. Nothing was changed.
        </Banner>
      )}
      <Button variant="secondary" disabled={trying.isFetching} onClick={() => trying.refetch()}>
        {trying.isFetching ? 'Trying…' : trying.data ? 'Try once more' : 'Try it'}
      </Button>
    </Card>
  )
}

function triedWords({ orders, reached, amountMinor, aboveHalf, currency, isPartial }: Tried): string[] {
  if (orders === 0) return ['Nobody has paid for an order in these days.']
  const looked = `${isPartial ? 'the first ' : ''}${count(orders)} ${orders === 1 ? 'order' : 'orders'}`
  if (reached === 0) return [`Of ${looked}, none would have got anything.`]
  return [
    `It would have cost ${formatMoney(amountMinor, currency)}: of ${looked}, ${count(reached)} would have got something.`,
    ...(aboveHalf > 0
      ? [
          aboveHalf === 1
            ? 'One of them would have got more than half of its goods for nothing.'
            : `${count(aboveHalf)} of them would have got more than half of their goods for nothing.`,
        ]
      : []),
  ]
}
