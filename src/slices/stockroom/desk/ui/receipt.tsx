'use client'

import { useQuery } from '@tanstack/react-query'
import { ArrowLeft } from 'lucide-react'
import { Read } from '#desk/page.tsx'
import { useTRPC } from '#platform/trpc/client.tsx'
import { ButtonLink } from '#platform/ui/button-link.tsx'
import { Card } from '#platform/ui/card.tsx'
import { StaffStockLoading } from '#slices/inventory/desk/ui/stock-loading.tsx'
import { ThingAudit } from '#slices/staff/desk/ui/thing-audit.tsx'
import { nameOf, stockroomTrouble, strayWords, when } from './stockroom-words.ts'

/** One delivery with its lines. */
export function StaffReceipt({ id }: { id: string }) {
  const trpc = useTRPC()
  const receipt = useQuery(trpc.stockroom.receipt.queryOptions({ id }))
  return (
    <div className="flex flex-col gap-4">
      <div>
        <ButtonLink href="/admin/stockroom" variant="quiet" size="sm" className="-ml-3">
          <ArrowLeft aria-hidden="true" />
          All deliveries
        </ButtonLink>
        <h1 className="mt-1 text-3xl">Delivery</h1>
      </div>
      <Read reading={receipt} trouble={stockroomTrouble} loading={<StaffStockLoading />}>
        {read => (
          <>
            <p className="wrap-anywhere text-muted">
              {[read.supplier, read.reference, read.warehouse].filter(Boolean).join(', ')},{' '}
              {when(read.receivedAt)}, by {nameOf(read.actor)}
            </p>
            <Card className="max-w-4xl">
              <ul aria-label="Lines" className="divide-y divide-hairline">
                {read.lines.map(line => (
                  <li
                    key={line.sku}
                    className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 py-3 first:pt-0 last:pb-0"
                  >
                    <p className="min-w-0">
                      <span className="font-medium">{line.name}</span>{' '}
                      <span className="wrap-anywhere text-muted text-sm">{line.sku}</span>
                    </p>
                    <p className="tabular text-sm">{strayWords(line)}</p>
                  </li>
                ))}
              </ul>
            </Card>
            <ThingAudit entity="receipt" entityId={id} />
          </>
        )}
      </Read>
    </div>
  )
}
