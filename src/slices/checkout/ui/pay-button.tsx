'use client'

import { useEffect, useState } from 'react'
import type { Money } from '#platform/fields/money.ts'
import { Button } from '#platform/ui/button.tsx'
import { formatMoney } from '#platform/ui/format.ts'

const SLOW_MS = 4_000

export type PayButtonProps = {
  total: Money | undefined
  /** True while the order is being placed. */
  placing: boolean
  /** True while the order is placed and the bank is slow. */
  waiting: boolean
  /** True while the sum is being computed again: nothing is charged that was not shown. */
  counting: boolean
}

/** "Pay £84.00". It says what it is doing, keeps its width, and after four seconds asks for patience. */
export function PayButton({ total, placing, waiting, counting }: PayButtonProps) {
  const [slow, setSlow] = useState(false)

  useEffect(() => {
    if (!placing) return
    const timer = setTimeout(() => setSlow(true), SLOW_MS)
    return () => {
      clearTimeout(timer)
      setSlow(false)
    }
  }, [placing])

  return (
    <div>
      <Button
        type="submit"
        size="lg"
        wide
        pending={placing || waiting || counting}
        pendingLabel={pendingLabel({ placing, waiting })}
        // The second half of a double click is not a second order, even if the first was declined in between.
        onClick={event => event.detail > 1 && event.preventDefault()}
      >
        <span className="tabular">{payWords(total)}</span>
      </Button>
      <p role="status" className="mt-2 min-h-6 text-center text-muted">
        {waiting && 'Your bank is taking its time. Your order is held, so stay on this page'}
        {slow && placing && 'Still working, don’t close this page'}
      </p>
    </div>
  )
}

function payWords(total: Money | undefined): string {
  if (!total) return 'Pay'
  return total.amount === 0 ? 'Place order' : `Pay ${formatMoney(total.amount, total.currency)}`
}

function pendingLabel({ placing, waiting }: Pick<PayButtonProps, 'placing' | 'waiting'>): string {
  if (waiting) return 'Waiting for your bank…'
  return placing ? 'Placing order…' : 'Working out the total…'
}
