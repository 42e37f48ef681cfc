import type { Metadata } from 'next'
import Link from 'next/link'
import { FindOrderForm } from '#slices/orders/shop/ui/find-order-form.tsx'

export const metadata: Metadata = { title: 'Find an order' }

export default function FindOrderPage() {
  return (
    <div className="page-width py-8 md:py-12">
      <div className="mx-auto max-w-md">
        <FindOrderForm
          intro={
            <div>
              <h1>Find an order</h1>
              <p className="mt-2 text-muted">
                With an account, every order is in{' '}
                <Link className="link" href="/account/orders">
                  your order history
                </Link>
                .
              </p>
            </div>
          }
        />
      </div>
    </div>
  )
}
