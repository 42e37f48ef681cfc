import type { Metadata } from 'next'
import { AskForLinkForm } from '#slices/withdrawals/shop/ui/ask-for-link-form.tsx'

export const metadata: Metadata = { title: 'Withdraw from contract' }

export default function AskForLinkPage() {
  return (
    <div className="page-width py-8 md:py-12">
      <div className="mx-auto max-w-md">
        <AskForLinkForm />
      </div>
    </div>
  )
}
