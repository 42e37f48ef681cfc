import type { Metadata } from 'next'
import { entered } from '#run/web/entered.tsx'
import { Hydrated, prefetch, trpc } from '#run/web/trpc-server.tsx'
import { WithdrawalsDesk } from '#slices/withdrawals/desk/ui/withdrawals-desk.tsx'

export const metadata: Metadata = { title: 'Withdrawals' }

export default async function WithdrawalsPage() {
  return entered('orders.withdrawals', async () => {
    await prefetch(trpc.staffWithdrawals.list.queryOptions({ state: 'open', after: null }))
    return (
      <Hydrated>
        <WithdrawalsDesk />
      </Hydrated>
    )
  })
}
