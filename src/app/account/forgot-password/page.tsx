import type { Metadata } from 'next'
import Link from 'next/link'
import { ForgotForm } from '#slices/customers/ui/account/forgot-form.tsx'

export const metadata: Metadata = { title: 'Forgotten password' }

export default function ForgotPasswordPage() {
  return (
    <div className="mx-auto max-w-md">
      <ForgotForm
        intro={
          <div>
            <h1>Choose a new password</h1>
            <p className="mt-2 text-muted">
              We send a link to your email address. Know it after all?{' '}
              <Link className="link" href="/account/sign-in">
                Sign in
              </Link>
            </p>
          </div>
        }
      />
    </div>
  )
}
