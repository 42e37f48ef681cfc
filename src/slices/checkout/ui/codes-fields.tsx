'use client'

import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { CheckboxField } from '#platform/forms/checkbox-field.tsx'
import { Field } from '#platform/forms/field.tsx'
import { Input } from '#platform/forms/input.tsx'
import { Button } from '#platform/ui/button.tsx'
import { formatMoney } from '#platform/ui/format.ts'
import type { Quote } from '#slices/pricing/quote.ts'
import type { TypedCodes } from './use-codes.ts'

export type CodesFieldsProps = {
  typed: TypedCodes
  quote: Quote | undefined
  counting: boolean
  /** Why the shop refused a code or a gift card when Pay was pressed. */
  refused: string | undefined
}

type Fields = CodesFieldsProps & {
  /** The shopper asked for the field a moment ago, so they type next. */
  isAsked: boolean
}

/** A code or a gift card: typed, shown with what it does or why it does nothing, and taken away again. Store credit is one tick. */
export default function CodesFields({ typed, quote, counting, refused, isAsked }: Fields) {
  const input = useRef<HTMLInputElement>(null)
  const [wrong, setWrong] = useState<string>()
  const { codes, giftCards, storeCredit, add, remove, payByCredit } = typed

  // A card that pays nothing is not asked for again: each look at a code that opens nothing counts as a guess.
  const refusedCard = counting
    ? undefined
    : quote?.unusedGiftCards.find(({ code }) => giftCards.includes(code))
  useEffect(() => {
    if (!refusedCard) return
    setWrong(refusedCard.sentence)
    remove(refusedCard.code)
  })

  useEffect(() => {
    if (isAsked) input.current?.focus()
  }, [isAsked])

  function take() {
    if (!input.current) return
    setWrong(undefined)
    add(input.current.value)
    input.current.value = ''
  }

  /** Enter takes the code. It must not press Pay. */
  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Enter') return
    event.preventDefault()
    take()
  }

  return (
    <>
      {(quote?.storeCredit || storeCredit) && (
        <CheckboxField
          label={creditWords(quote)}
          checked={storeCredit}
          onChange={event => payByCredit(event.target.checked)}
        />
      )}
      <div className="flex items-end gap-3">
        <Field
          id="discount-code"
          label="Discount code or gift card"
          error={wrong ?? refused}
          optional
          className="grow"
        >
          <Input
            ref={input}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            maxLength={60}
            enterKeyHint="done"
            onKeyDown={onKeyDown}
          />
        </Field>
        <Button variant="secondary" onClick={take}>
          Use code
        </Button>
      </div>
      {codes.length + giftCards.length > 0 && (
        <ul className="flex flex-col gap-2" aria-live="polite">
          {codes.map(code => (
            <Row
              key={code}
              words={counting ? code : wordsOf(code, quote)}
              name={code}
              onRemove={() => remove(code)}
            />
          ))}
          {giftCards.map(code => {
            const name = `gift card ····${code.slice(-4)}`
            return (
              <Row
                key={code}
                words={counting ? capital(name) : cardWords(code, quote)}
                name={name}
                onRemove={() => remove(code)}
              />
            )
          })}
        </ul>
      )}
    </>
  )
}

function Row({ words, name, onRemove }: { words: string; name: string; onRemove: () => void }) {
  return (
    <li className="flex min-h-11 items-center justify-between gap-3">
      <span className="[overflow-wrap:anywhere]">{words}</span>
      <Button variant="quiet" size="sm" onClick={onRemove} aria-label={`Remove ${name}`}>
        Remove
      </Button>
    </li>
  )
}

function creditWords(quote: Quote | undefined): string {
  const credit = quote?.storeCredit
  return credit
    ? `Use my store credit of ${formatMoney(credit.amount, credit.currency)}`
    : 'Use my store credit'
}

const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1)

function cardWords(code: string, quote: Quote | undefined): string {
  const end = code.slice(-4)
  const part = quote?.paidWith.find(({ codeEnd }) => codeEnd === end)
  const name = `Gift card ····${end}`
  if (!quote) return name
  return part
    ? `${name} pays ${formatMoney(part.amount.amount, part.amount.currency)}`
    : `${name} is not needed: nothing is left to pay.`
}

function wordsOf(code: string, quote: Quote | undefined): string {
  const unused = quote?.unusedCodes.find(each => each.code === code)
  if (unused) return unused.sentence
  const given = quote?.discounts.find(each => each.code === code)
  if (given) return `${code}: ${given.name}`
  return quote ? `${code}: another offer takes off more, so it is not used.` : code
}
