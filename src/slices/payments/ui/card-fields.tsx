'use client'

import { Lock } from 'lucide-react'
import type { RefObject } from 'react'
import type { Money } from '#platform/fields/money.ts'
import { FieldError } from '#platform/forms/field-error.tsx'
import { useOnceNeeded } from '#platform/ui/first-action.ts'
import type { CardField, CardFieldsControl, PaymentsConfig } from './card-token.ts'
import { SandboxCardFrame } from './sandbox-card-frame.tsx'

const fetchStripeElement = () => import('./stripe-card-element.tsx')

export const CARD_FIELDS_ID = 'card-fields'
/** The saved cards to choose from (cards/card-choice.tsx). */
export const CARD_CHOICE_ID = 'card-choice'

const FIELDS: readonly CardField[] = ['number', 'expiry', 'cvc', 'name']

/** The id that the error summary links to for a field inside the frame. */
const cardFieldId = (field: CardField) => `${CARD_FIELDS_ID}-${field}`

/** The card's names in the checkout's form, `card` as a whole and `card.number` …, each with the id to link to. */
export const cardFieldIds = {
  savedCard: CARD_CHOICE_ID,
  card: CARD_FIELDS_ID,
  ...Object.fromEntries(FIELDS.map(field => [`card.${field}`, cardFieldId(field)])),
}

export type CardFieldsProps = {
  config: PaymentsConfig
  /** The amount to charge; Stripe's element asks for it. */
  total: Money
  control: RefObject<CardFieldsControl | null>
  /** The shopper wants the card to be kept; Stripe's element has to know it before it makes a token. */
  keep: boolean
  /** A problem with the card as a whole, or the bank's refusal. A problem with one field is shown at the field. */
  error: string | undefined
  onChange: (card: { complete: boolean }) => void
}

/**
 * The card's fields belong to the card network and run on its origin: our pages and servers never see a number.
 * They are mounted once and kept through every error, so that nobody types a card twice.
 */
export function CardFields({ config, error, control, keep, ...rest }: CardFieldsProps) {
  const fields = { ...rest, control }
  // Only shops that use Stripe load Stripe.js.
  const StripeCardElement = useOnceNeeded(fetchStripeElement, config.kind === 'stripe')
  return (
    <fieldset
      id={CARD_FIELDS_ID}
      tabIndex={-1}
      onFocus={({ target, currentTarget }) => {
        const field = FIELDS.find(one => cardFieldId(one) === target.id)
        if (field || target === currentTarget) control.current?.focus(field)
      }}
      aria-describedby={error ? `${CARD_FIELDS_ID}-error` : undefined}
      className="min-w-0 rounded-card border border-control bg-sunken p-4 md:p-5"
    >
      <legend className="sr-only">Card</legend>
      {/* The error summary links here, because only the control can reach the fields inside the frame. */}
      {FIELDS.map(field => (
        <span key={field} id={cardFieldId(field)} tabIndex={-1} className="sr-only" />
      ))}
      <div role="alert">
        {error && (
          <FieldError id={`${CARD_FIELDS_ID}-error`} className="mb-3">
            {error}
          </FieldError>
        )}
      </div>
      {config.kind === 'sandbox' ? (
        <SandboxCardFrame frameUrl={config.frameUrl} {...fields} />
      ) : (
        StripeCardElement && (
          <StripeCardElement publishableKey={config.publishableKey} keep={keep} {...fields} />
        )
      )}
      <p className="mt-4 flex items-start gap-2 border-hairline border-t pt-3 text-muted text-sm">
        <Lock aria-hidden="true" className="mt-0.5 size-4" />
        Sent encrypted to the card network. This shop never sees or stores your card number.
      </p>
    </fieldset>
  )
}
