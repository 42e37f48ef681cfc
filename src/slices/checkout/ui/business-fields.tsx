'use client'

import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { LIMITS } from '#platform/fields/limits.ts'
import { CheckboxField } from '#platform/forms/checkbox-field.tsx'
import { Field } from '#platform/forms/field.tsx'
import { Input } from '#platform/forms/input.tsx'
import { Select } from '#platform/forms/select.tsx'
import { Button } from '#platform/ui/button.tsx'
import { MOST_TYPED, readVatId } from '#slices/business/vat-id.ts'
import type { Destination } from '#slices/customers/ui/addresses/address-inputs.tsx'
import type { Quote } from '#slices/pricing/quote.ts'
import { type PlaceName, placeNames, type TypedBusiness } from './use-business.ts'

export type BusinessFieldsProps = {
  typed: TypedBusiness
  countries: readonly Destination[]
  /** Where the order goes, which is most often where it is billed too. */
  country: string
  quote: Quote | undefined
  counting: boolean
  again: () => void
  /** Why the shop refused a field when Pay was pressed, by its path. */
  refused: readonly { path: string; message: string }[]
}

type Fields = BusinessFieldsProps & {
  /** The shopper asked for the fields a moment ago, so they type next. */
  isAsked: boolean
}

/** The fields of a business. The VAT number is checked when it has been typed, and what the register says stands below it. */
export default function BusinessFields(props: Fields) {
  const { typed, countries, country, refused, isAsked } = props
  const { company, address, change } = typed
  const first = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (isAsked) first.current?.focus()
  }, [isAsked])
  const errorOf = (name: string) => refused.find(({ path }) => path === `billing.${name}`)?.message
  return (
    <>
      <Field id="billing-company" label="Company" error={errorOf('company')} optional>
        <Input
          ref={first}
          autoComplete="billing organization"
          maxLength={LIMITS.name}
          value={company}
          onChange={event => change({ company: event.target.value })}
        />
      </Field>
      <VatNumber {...props} wrongThere={errorOf('vatId')} />
      <CheckboxField
        label="Bill another address than the one of the delivery"
        checked={address !== null}
        onChange={event => change({ address: event.target.checked ? { ...empty, country } : null })}
      />
      {address && (
        <BillingAddress
          address={address}
          countries={countries}
          errorOf={errorOf}
          onChange={(name, words) => change({ address: { ...address, [name]: words } })}
        />
      )}
    </>
  )
}

const empty = Object.fromEntries(placeNames.map(name => [name, ''])) as Record<PlaceName, string>

function VatNumber({
  typed,
  quote,
  counting,
  again,
  wrongThere,
}: Fields & { wrongThere: string | undefined }) {
  const { vatId, change } = typed
  const input = useRef<HTMLInputElement>(null)
  const [wrong, setWrong] = useState<string>()
  const standing = vatId && !counting ? quote?.vat : null

  useEffect(() => {
    // What was typed before a reload comes after the first drawing of the field.
    if (input.current && vatId && input.current.value === '') input.current.value = vatId
  }, [vatId])

  function take() {
    if (!input.current) return
    const read = input.current.value.trim() === '' ? { vatId: '' } : readVatId(input.current.value)
    setWrong('wrong' in read ? read.wrong : undefined)
    const next = 'wrong' in read ? '' : read.vatId
    if (next) input.current.value = next
    if (next !== vatId) change({ vatId: next })
  }

  /** Enter checks the number. It must not press Pay. */
  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Enter') return
    event.preventDefault()
    take()
  }

  return (
    <div className="flex flex-col gap-2">
      <Field
        id="billing-vat-id"
        label="VAT number"
        hint="With its country, like DE123456789"
        error={wrong ?? wrongThere}
        optional
      >
        <Input
          ref={input}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={MOST_TYPED}
          defaultValue={vatId}
          onBlur={take}
          onKeyDown={onKeyDown}
        />
      </Field>
      <p role="status" className="text-sm [overflow-wrap:anywhere]">
        {vatId && counting ? 'Checking the number…' : standing?.sentence}
      </p>
      {standing?.state === 'not_checked' && (
        <Button variant="secondary" size="sm" className="self-start" onClick={again}>
          Check again
        </Button>
      )}
    </div>
  )
}

type BillingAddressProps = {
  address: Partial<Record<PlaceName, string>>
  countries: readonly Destination[]
  errorOf: (name: string) => string | undefined
  onChange: (name: PlaceName, words: string) => void
}

const LABELS: Readonly<
  Record<Exclude<PlaceName, 'country'>, { label: string; fills: string; most: number }>
> = {
  name: { label: 'Name on the invoice', fills: 'billing name', most: LIMITS.name },
  line1: { label: 'Billing address line 1', fills: 'billing address-line1', most: LIMITS.addressLine },
  line2: { label: 'Billing address line 2', fills: 'billing address-line2', most: LIMITS.addressLine },
  city: { label: 'Billing town or city', fills: 'billing address-level2', most: LIMITS.addressLine },
  postalCode: { label: 'Billing postcode', fills: 'billing postal-code', most: LIMITS.postalCode },
}

function BillingAddress({ address, countries, errorOf, onChange }: BillingAddressProps) {
  return (
    <>
      <Field id="billing-country" label="Billing country" error={errorOf('country')}>
        <Select
          autoComplete="billing country"
          value={address.country ?? ''}
          onChange={event => onChange('country', event.target.value)}
        >
          {countries.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </Select>
      </Field>
      {Object.entries(LABELS).map(([name, { label, fills, most }]) => (
        <Field
          key={name}
          id={`billing-${name}`}
          label={label}
          error={errorOf(name)}
          optional={name === 'line2'}
        >
          <Input
            autoComplete={fills}
            maxLength={most}
            value={address[name as PlaceName] ?? ''}
            onChange={event => onChange(name as PlaceName, event.target.value)}
          />
        </Field>
      ))}
    </>
  )
}
