'use client'

import Link from 'next/link'
import { useEffect, useRef, useState } from 'react'
import { cn } from '#platform/ui/cn.ts'
import { CopyButton } from '#platform/ui/copy-button.tsx'
import type { OrderStatus } from '../order-answers.ts'
import { momentWords } from './order-days.ts'
import { type OrderNews, orderNews } from './order-news.ts'

const TONES: Record<OrderNews['tone'], string> = {
  success: 'bg-success',
  info: 'bg-info',
  warning: 'bg-warning',
  danger: 'bg-danger',
}

/** The first thing to know: a thank-you or the order's state. Screen readers hear changes politely. */
export function OrderHead({ order, thanks }: { order: OrderStatus; thanks: boolean }) {
  const news = orderNews(order)
  const [firstName = ''] = order.shippingAddress.name.split(' ')
  return (
    <div className="flex flex-col gap-4">
      <p className="flex items-center gap-1 text-muted">
        Order <span className="tabular font-medium text-ink">{order.number}</span>
        <CopyButton text={order.number} label="Copy order number" />
        <span className="ml-auto hidden text-sm xs:block">Placed {momentWords(order.placedAt)}</span>
      </p>
      <h1 className={cn(thanks && 'md:text-5xl')}>{thanks ? `Thank you, ${firstName}` : news.headline}</h1>
      <div className="flex items-start gap-3">
        <span aria-hidden="true" className={cn('mt-2 size-2.5 shrink-0 rounded-full', TONES[news.tone])} />
        <div className="max-w-prose text-lg">
          {thanks && <p className="font-semibold">{news.headline}</p>}
          <p>{news.sentence}</p>
        </div>
      </div>
      {thanks && order.state !== 'reserved' && <SentTo order={order} />}
      <Announced words={`${news.headline}. ${news.sentence}`} />
    </div>
  )
}

function SentTo({ order }: { order: OrderStatus }) {
  return (
    <div className="max-w-prose text-muted">
      <p>
        We’re sending the confirmation and any news to{' '}
        <span className="font-medium text-ink [overflow-wrap:anywhere]">{order.email}</span>.{' '}
        <Link className="link" href="/contact" prefetch={false}>
          Wrong address?
        </Link>
      </p>
    </div>
  )
}

/** Silent at first, because the page has just been read. Later it announces each change. */
function Announced({ words }: { words: string }) {
  const [announced, setAnnounced] = useState('')
  const before = useRef(words)
  useEffect(() => {
    if (before.current === words) return
    before.current = words
    setAnnounced(words)
  }, [words])
  return (
    <p role="status" className="sr-only">
      {announced}
    </p>
  )
}
