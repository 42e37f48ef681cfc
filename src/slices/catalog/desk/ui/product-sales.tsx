'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Read } from '#desk/page.tsx'
import { May } from '#desk/rights.tsx'
import { useTRPC } from '#platform/trpc/client.tsx'
import { Badge } from '#platform/ui/badge.tsx'
import { Button } from '#platform/ui/button.tsx'
import { Card, CardHeading } from '#platform/ui/card.tsx'
import { formatMoney } from '#platform/ui/format.ts'
import { Skeleton } from '#platform/ui/skeleton.tsx'
import type { DeskProduct } from '../product-queries.ts'
import type { DeskSale } from '../sales/queries.ts'
import { saleWords } from '../sales/sale-words.ts'
import { Opens } from './opens.tsx'
import { SetSaleDialog, StopSaleDialog } from './sale-dialogs.tsx'

/** The sales of a product: what is scheduled, what runs and what has been. */
export function ProductSales({ product }: { product: DeskProduct }) {
  const trpc = useTRPC()
  const [cursor, setCursor] = useState<string | null>(null)
  const sales = useQuery(
    trpc.staffCatalog.sales.queryOptions(
      { productId: product.id, cursor },
      { placeholderData: keepPreviousData },
    ),
  )
  return (
    <Card aria-labelledby="sales">
      <CardHeading
        id="sales"
        aside={
          <May permission="prices.write">
            <Opens button="Set a sale">{onDone => <SetSaleDialog product={product} onDone={onDone} />}</Opens>
          </May>
        }
      >
        Sales
      </CardHeading>
      <Read
        reading={sales}
        trouble={{ title: 'The sales could not be read', words: 'They begin and end all the same.' }}
        loading={<Skeleton className="h-12" />}
      >
        {({ sales, nextCursor }) => (
          <>
            {sales.length === 0 && (
              <p className="text-muted">None so far. A sale begins and ends by itself.</p>
            )}
            <ul aria-label="Sales" className="divide-y divide-hairline">
              {sales.map(sale => (
                <Sale key={sale.id} productId={product.id} sale={sale} />
              ))}
            </ul>
            <div className="flex gap-2">
              {cursor && (
                <Button variant="quiet" size="sm" onClick={() => setCursor(null)}>
                  The latest
                </Button>
              )}
              {nextCursor && (
                <Button variant="quiet" size="sm" onClick={() => setCursor(nextCursor)}>
                  Earlier sales
                </Button>
              )}
            </div>
          </>
        )}
      </Read>
    </Card>
  )
}

const stateBadges = {
  scheduled: <Badge>Scheduled</Badge>,
  running: <Badge tone="success">Running</Badge>,
  ended: <Badge>Ended</Badge>,
} as const satisfies Record<DeskSale['state'], unknown>

function Sale({ productId, sale }: { productId: string; sale: DeskSale }) {
  const span = saleWords(sale.startsAt, sale.endsAt)
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3">
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-2">
          {stateBadges[sale.state]}
          <span className="first-letter:uppercase">{span}</span>
        </p>
        <p className="wrap-anywhere tabular text-muted text-sm">{pricesOf(sale)}</p>
      </div>
      {sale.state !== 'ended' && (
        <May permission="prices.write">
          <Opens button={sale.state === 'running' ? 'End it' : 'Take it back'} of={`the sale ${span}`}>
            {onDone => <StopSaleDialog productId={productId} sale={sale} onDone={onDone} />}
          </Opens>
        </May>
      )}
    </li>
  )
}

/** Many variants at one price are said once. */
function pricesOf({ prices }: DeskSale): string {
  const [first] = prices
  const money = ({ price }: DeskSale['prices'][number]) => formatMoney(price.amount, price.currency)
  if (first && prices.length > 1 && prices.every(each => money(each) === money(first)))
    return `${money(first)} for ${prices.length} variants`
  return prices.map(each => `${each.sku} ${money(each)}`).join(' · ')
}
