import type { Metadata } from 'next'
import { ButtonLink } from '#platform/ui/button-link.tsx'

export const metadata: Metadata = { title: 'Account deleted', robots: { index: false } }

export default function DeletedPage() {
  return (
    <div className="mx-auto flex max-w-md flex-col gap-6">
      <div>
        <h1>Your account is deleted</h1>
        <p className="mt-2 text-muted">
          We’ve sent you an email that says so. Orders that are on their way still arrive, and the links in
          their emails go on working.
        </p>
      </div>
      <ButtonLink href="/" size="lg" className="self-start">
        To the shop
      </ButtonLink>
    </div>
  )
}
