'use client'

import { type FormEvent, type ReactNode, useState } from 'react'
import { Field } from '#platform/forms/field.tsx'
import { Input } from '#platform/forms/input.tsx'
import { inWords } from '#platform/lib/span.ts'
import { useTRPCClient } from '#platform/trpc/client.tsx'
import { retryAfterOf } from '#platform/trpc/retry-after.ts'
import { Banner } from '#platform/ui/banner.tsx'
import { Button } from '#platform/ui/button.tsx'
import { formatMoney } from '#platform/ui/format.ts'
import { MOST_TYPED } from '#slices/credit/code-letters.ts'
import { dayInWords } from '#slices/credit/day-in-words.ts'

type Answer = { tone: 'success' | 'warning' | 'danger'; title: string; words?: string }

/** Says what the card behind a code holds. The code goes out in the body of a request and stands in no address. */
export function BalanceForm({ intro }: { intro: ReactNode }) {
  const client = useTRPCClient()
  const [code, setCode] = useState('')
  const [wrong, setWrong] = useState<string>()
  const [pending, setPending] = useState(false)
  const [answer, setAnswer] = useState<Answer & { round: number }>()

  async function look(event: FormEvent) {
    event.preventDefault()
    if (pending) return
    setWrong(code.trim() ? undefined : 'Enter the code of your gift card')
    if (!code.trim()) return document.getElementById('gift-code')?.focus()
    setPending(true)
    const found = await client.credit.balance.mutate({ code }).then(answerOf, failureOf)
    setPending(false)
    setAnswer({ ...found, round: (answer?.round ?? 0) + 1 })
  }

  return (
    <form noValidate method="post" className="flex flex-col gap-6" onSubmit={look}>
      {intro}
      {answer && (
        <Banner key={answer.round} tone={answer.tone} live="assertive" title={answer.title}>
          {answer.words}
        </Banner>
      )}
      <Field
        id="gift-code"
        label="Code of the gift card"
        hint="Sixteen letters, as they stand in the email"
        error={wrong}
      >
        <Input
          name="code"
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={MOST_TYPED}
          className="tabular xs:max-w-80"
          value={code}
          onChange={event => {
            setCode(event.target.value)
            setWrong(undefined)
          }}
        />
      </Field>
      <Button type="submit" size="lg" pending={pending} pendingLabel="Looking…" className="xs:self-start">
        See the balance
      </Button>
    </form>
  )
}

type Found =
  | { kind: 'refused'; sentence: string }
  | { kind: 'usable'; balance: { amount: number; currency: string }; expiresOn: string | null }

function answerOf(found: Found): Answer {
  if (found.kind === 'refused') return { tone: 'warning', title: found.sentence }
  return {
    tone: 'success',
    title: `This card holds ${formatMoney(found.balance.amount, found.balance.currency)}`,
    words: found.expiresOn ? `You can use it until ${dayInWords(found.expiresOn)}.` : 'It has no end.',
  }
}

function failureOf(error: unknown): Answer {
  const pauseSeconds = retryAfterOf(error)
  return {
    tone: 'danger',
    title:
      pauseSeconds === null
        ? 'We couldn’t look just now. Check your connection and try again.'
        : `Too many tries in a short time. Try again in ${inWords(pauseSeconds)}.`,
  }
}
