import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { api } from '#run/web/trpc-server.tsx'
import { AccountFrame } from '#slices/customers/ui/account/account-frame.tsx'
import { ProofNotice } from '#slices/customers/ui/account/proof-notice.tsx'
import { OrderHistory } from '#slices/orders/shop/ui/order-history.tsx'

export const metadata: Metadata = { title: 'Your orders', robots: { index: false } }

export default async function OrdersPage() {
  const procedures = await api()
  const me = await procedures.customers.me()
  if (!me || me.isAnonymous) redirect('/account/sign-in?next=/account/orders')
  const { isProved } = await procedures.account.security()
  return (
    <AccountFrame me={me} here="/account/orders" title="Your orders">
      <div className="flex flex-col gap-6">
        {!isProved && <ProofNotice email={me.email} />}
        <OrderHistory firstPage={await procedures.orders.mine({})} />
      </div>
    </AccountFrame>
  )
}
