import type { Metadata } from 'next'
import { BalanceForm } from '#slices/credit/shop/ui/balance-form.tsx'

export const metadata: Metadata = { title: 'Gift cards' }

export default function GiftCardsPage() {
  return (
    <div className="page-width py-8 md:py-12">
      <div className="mx-auto max-w-md">
        <BalanceForm
          intro={
            <div>
              <h1>What is on your gift card?</h1>
              <p className="mt-2 text-muted">
                Type its code to see the balance, and until when you can use it.
              </p>
            </div>
          }
        />
      </div>
    </div>
  )
}
