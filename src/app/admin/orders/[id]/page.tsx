import type { Metadata } from 'next'
import { entered } from '#run/web/entered.tsx'
import { Hydrated, prefetch, trpc } from '#run/web/trpc-server.tsx'
import { LabelsOfOrder } from '#slices/carriers/desk/ui/labels-of-order.tsx'
import { CasesOfOrder } from '#slices/cases/desk/ui/cases-of-order.tsx'
import { DocumentsOfOrder } from '#slices/invoices/desk/ui/documents-of-order.tsx'
import { LettersOfOrder } from '#slices/letters/desk/ui/letters-of-order.tsx'
import { StaffOrderDetail } from '#slices/orders/desk/ui/order-detail.tsx'
import { ReturnsInHistory } from '#slices/returns/desk/ui/returns-in-history.tsx'
import { ReturnsOfOrder } from '#slices/returns/desk/ui/returns-of-order.tsx'
import { WithdrawalsOfOrder } from '#slices/withdrawals/desk/ui/withdrawals-of-order.tsx'

export const metadata: Metadata = { title: 'Order' }

export default async function OrderPage({ params }: { params: Promise<{ id: string }> }) {
  return entered('orders.read', async () => {
    const { id } = await params
    await prefetch(trpc.staffOrders.order.queryOptions({ orderId: id }))
    return (
      <Hydrated>
        <ReturnsInHistory orderId={id} key={id}>
          <StaffOrderDetail
            orderId={id}
            beside={
              <>
                <LabelsOfOrder orderId={id} />
                <CasesOfOrder orderId={id} />
                <ReturnsOfOrder orderId={id} />
                <WithdrawalsOfOrder orderId={id} />
                <DocumentsOfOrder orderId={id} />
                <LettersOfOrder orderId={id} />
              </>
            }
          />
        </ReturnsInHistory>
      </Hydrated>
    )
  })
}
