'use client'

import { useEffect, useRef, useState } from 'react'
import type { Quote } from '#slices/pricing/quote.ts'
import type { LiveAttempt } from './use-order-attempt.ts'

const NONE: ReadonlyMap<string, number> = new Map()

/**
 * When the shop answers that prices have changed, this puts the new sums on the page and remembers the old prices, in minor
 * units by SKU, until the next notice.
 */
export function useOldPrices(
  { notice, round }: LiveAttempt,
  quote: Quote | undefined,
  replace: (quote: Quote) => void,
) {
  const [old, setOld] = useState(NONE)
  const handledRound = useRef(0)

  useEffect(() => {
    if (notice?.kind !== 'price_changed' || handledRound.current === round) return
    handledRound.current = round
    setOld(new Map(quote?.lines.map(line => [line.sku, line.unitPrice.amount])))
    replace(notice.quote)
  })

  return notice?.kind === 'price_changed' ? old : NONE
}
