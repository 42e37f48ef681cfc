'use client'

import { useEffect, useRef } from 'react'
import { inWords } from '#platform/lib/span.ts'
import { Banner, type BannerProps } from '#platform/ui/banner.tsx'
import { formatMoney } from '#platform/ui/format.ts'
import { itemName } from '#slices/catalog/option-words.ts'
import { Aside } from '#slices/orders/shop/ui/aside-link.tsx'
import type { OrderLinesProps } from '#slices/orders/shop/ui/order-lines.tsx'
import type { Quote } from '#slices/pricing/quote.ts'
import type { Notice } from './checkout-notice.ts'
import type { ShortLine } from './short-lines.ts'
import { ShortLinesNotice } from './short-lines-notice.tsx'
import type { CartLines } from './use-cart-lines.ts'

export type PayNoticeProps = {
  notice: Notice | null
  /** Grows with every notice: a new one takes the focus, even with the same words. */
  round: number
  short: ShortLine[]
  cart: CartLines
  /** The sums of the available items, and the sums from before, when everything was available. */
  rest: Quote | null
  whole: Quote | undefined
  /** The summary's lines. Some may show an old price. */
  lines: OrderLinesProps['lines']
}

/** Stands above Pay and shows the result of pressing it. It takes the focus when there is something new to read. */
export function PayNotice({ notice, round, short, cart, rest, whole, lines }: PayNoticeProps) {
  const box = useRef<HTMLDivElement>(null)
  const shownRound = useRef(0)
  const words = notice && noticeWords(notice, lines)
  const shown = short.length > 0 || words !== null

  useEffect(() => {
    if (round === shownRound.current || !shown) return
    shownRound.current = round
    box.current?.focus({ preventScroll: true })
    box.current?.scrollIntoView({ block: 'nearest' })
  }, [round, shown])

  if (!shown) return null
  return (
    <div ref={box} tabIndex={-1} className="flex scroll-my-8 flex-col gap-4 rounded-card">
      {words && notice?.kind !== 'out_of_stock' && <Banner {...words} live="assertive" />}
      {short.length > 0 && <ShortLinesNotice short={short} cart={cart} rest={rest} whole={whole} />}
    </div>
  )
}

type Words = Pick<BannerProps, 'tone' | 'title' | 'children'>

function noticeWords(notice: Notice, lines: OrderLinesProps['lines']): Words | null {
  switch (notice.kind) {
    case 'card':
    case 'out_of_stock':
      // The card's fields show the one, and the lines show the other.
      return null
    case 'declined':
      return notice.words.field
        ? null
        : { tone: 'danger', title: notice.words.message, children: notice.words.advice }
    case 'price_changed': {
      const { amount, currency } = notice.quote.total
      return {
        tone: 'warning',
        title: 'Prices have changed since you opened this page',
        children: (
          <>
            <ChangedPrices lines={lines} />
            The new total is {formatMoney(amount, currency)}. Press Pay if you agree. You have not been
            charged.
          </>
        ),
      }
    }
    case 'payments_unavailable':
      return {
        tone: 'warning',
        title: 'Payments are not working just now',
        children: `You have not been charged. Everything you typed is kept. Try again in ${inWords(notice.retryAfterSeconds)}.`,
      }
    case 'rate_limited':
      if (notice.cards)
        return {
          tone: 'warning',
          title: 'Too many cards were declined in a short time',
          children: (
            <>
              You have not been charged, and everything you typed is kept. Try again in{' '}
              {inWords(notice.retryAfterSeconds)}, ask your bank in the meantime, or{' '}
              <Aside href="/contact">contact us</Aside> to pay another way.
            </>
          ),
        }
      return {
        tone: 'warning',
        title: 'Not ordered yet',
        children: `${notice.message} Everything you typed is kept.`,
      }
    case 'offline':
      return {
        tone: 'warning',
        title: 'You’re offline, so nothing was sent',
        children: 'Your details are saved here. Press Pay again when you’re back online.',
      }
    case 'unreachable':
      return {
        tone: 'warning',
        title: 'We don’t know yet whether your order went through',
        children:
          'The shop didn’t answer. Press Pay again: it is the same order, and you will be charged once at most.',
      }
    case 'ended':
      return {
        tone: 'info',
        title: notice.late ? 'Your earlier order was not paid in time' : 'Your earlier order was cancelled',
        children: 'Nothing was charged, and everything you typed is kept. Press Pay to order now.',
      }
    case 'given_up':
      return {
        tone: 'info',
        title: 'Nothing was charged',
        children: 'Enter another card above and press Pay.',
      }
    case 'refused':
      return { tone: 'danger', title: 'The order was not accepted', children: notice.message }
  }
}

function ChangedPrices({ lines }: Pick<PayNoticeProps, 'lines'>) {
  return (
    <ul className="my-1 list-disc pl-5">
      {lines.map(
        ({ sku, name, options, wasMinor, unitPrice: { amount, currency } }) =>
          wasMinor !== undefined && (
            <li key={sku}>
              {itemName(name, options)}: {formatMoney(amount, currency)} each, was{' '}
              {formatMoney(wasMinor, currency)}
            </li>
          ),
      )}
    </ul>
  )
}
