'use client'

import { useQuery } from '@tanstack/react-query'
import { SHOP_TIME_ZONE } from '#platform/lib/calendar-days.ts'
import { useTRPC } from '#platform/trpc/client.tsx'
import { Card, CardHeading } from '#platform/ui/card.tsx'
import { DocumentList } from '#slices/invoices/documents/document-list.tsx'

const LOOK_AGAIN_MS = 30_000

/** On the page of an order: its invoice and its credit notes. Nothing is shown before there are any. */
export function DocumentsCard({ orderId, token }: { orderId: string; token: string | undefined }) {
  const trpc = useTRPC()
  const { data = [] } = useQuery(
    trpc.documents.ofOrder.queryOptions(
      { orderId, ...(token && { token }) },
      { refetchInterval: LOOK_AGAIN_MS },
    ),
  )
  if (data.length === 0) return null
  return (
    <Card aria-labelledby="documents">
      <CardHeading id="documents">
        {data.length === 1 ? 'Your invoice' : 'Invoice and credit notes'}
      </CardHeading>
      <DocumentList
        documents={data}
        place={{ timeZone: SHOP_TIME_ZONE }}
        query={token ? `?token=${encodeURIComponent(token)}` : ''}
      />
    </Card>
  )
}
