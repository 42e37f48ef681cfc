'use client'

import Link from 'next/link'
import { CheckboxField } from '#platform/forms/checkbox-field.tsx'
import { EmailField } from '#slices/customers/ui/email-field.tsx'
import type { useLetterBox } from '#slices/letters/ui/use-letter-box.ts'
import { CheckoutSection } from './checkout-section.tsx'
import type { CheckoutForm } from './use-checkout-form.ts'

type ContactSectionProps = {
  checkout: CheckoutForm
  signedInAs: string | null
  letters: ReturnType<typeof useLetterBox>
}

/** A guest enters an email. Signing in is a link beside it. */
export function ContactSection({ checkout, signedInAs, letters }: ContactSectionProps) {
  const { form, bind } = checkout
  return (
    <CheckoutSection
      id="contact"
      title="Contact"
      aside={
        signedInAs === null && (
          <Link className="link" href="/account/sign-in?next=/checkout">
            Sign in
          </Link>
        )
      }
    >
      {signedInAs !== null && <p className="text-muted">Signed in as {signedInAs}</p>}
      <EmailField
        {...bind('email')}
        hint="For your receipt and news of the parcel"
        typed={form.watch('email')}
        onSuggestion={email => form.setValue('email', email)}
      />
      {letters.isOffered && (
        <CheckboxField
          label={letters.words}
          checked={letters.ticked}
          onChange={event => letters.tick(event.target.checked)}
        />
      )}
    </CheckoutSection>
  )
}
