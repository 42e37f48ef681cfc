import type { Metadata } from 'next'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import { api } from '#run/web/trpc-server.tsx'
import { SignOutButton } from '#slices/customers/ui/sign-out-button.tsx'
import { OrderHistory } from '#slices/orders/shop/ui/order-history.tsx'

export const metadata: Metadata = { title: 'Your orders', robots: { index: false } }

export default async function OrdersPage() {
  const procedures = await api()
  const me = await procedures.customers.me()
  if (!me || me.isAnonymous) redirect('/account/sign-in?next=/account/orders')
  return (
    <div className="mx-auto max-w-3xl">
      <div className="mb-8 flex flex-wrap items-center justify-between gap-4">
        <div>
          <h1>Your orders</h1>
          <p className="mt-1 text-muted [overflow-wrap:anywhere]">
            {me.name} · {me.email}
            {me.isStaff && (
              <>
                {' · '}
                <Link className="link" href="/admin">
                  Staff desk
                </Link>
              </>
            )}
          </p>
        </div>
        <SignOutButton />
      </div>
      <OrderHistory firstPage={await procedures.orders.mine({})} />
    </div>
  )
}
