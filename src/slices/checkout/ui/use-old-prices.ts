'use client'

import { useEffect, useRef, useState } from 'react'
import type { Quote } from '#slices/pricing/quote.ts'
import type { LiveAttempt } from './use-order-attempt.ts'

const NONE: ReadonlyMap<string, number> = new Map()

/**
 * When the shop answers that prices have changed: puts the new sums on the page and remembers what each thing cost
 * before, in minor units by SKU, for as long as that is the news.
 */
export function useOldPrices(
  { notice, round }: LiveAttempt,
  quote: Quote | undefined,
  replace: (quote: Quote) => void,
) {
  const [old, setOld] = useState(NONE)
  const heard = useRef(0)

  useEffect(() => {
    if (notice?.kind !== 'price_changed' || heard.current === round) return
    heard.current = round
    setOld(new Map(quote?.lines.map(line => [line.sku, line.unitPrice.amount])))
    replace(notice.quote)
  })

  return notice?.kind === 'price_changed' ? old : NONE
}
