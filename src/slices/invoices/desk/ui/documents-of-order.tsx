'use client'

import { useQuery } from '@tanstack/react-query'
import { deskPlace } from '#desk/clock.tsx'
import { useLive } from '#desk/live.tsx'
import { useTRPC } from '#platform/trpc/client.tsx'
import { Card, CardHeading } from '#platform/ui/card.tsx'
import { DocumentList } from '#slices/invoices/documents/document-list.tsx'

/** On the page of an order: its invoice and its credit notes. Nothing is shown before there are any. */
export function DocumentsOfOrder({ orderId }: { orderId: string }) {
  const trpc = useTRPC()
  const live = useLive()
  const { data = [] } = useQuery(
    trpc.reports.ofOrder.queryOptions({ orderId }, { refetchInterval: live.refetchInterval }),
  )
  if (data.length === 0) return null
  return (
    <Card aria-labelledby="documents">
      <CardHeading id="documents">Invoice and credit notes</CardHeading>
      <DocumentList documents={data} place={deskPlace} />
    </Card>
  )
}
