'use client'

import { useSuspenseQuery } from '@tanstack/react-query'
import { SHOP_TIME_ZONE } from '#platform/lib/calendar-days.ts'
import { useTRPC } from '#platform/trpc/client.tsx'
import { Card, CardHeading } from '#platform/ui/card.tsx'
import { EmptyState } from '#platform/ui/empty-state.tsx'
import { formatDateTime, formatMoney } from '#platform/ui/format.ts'
import type { EntryKind } from '#slices/credit/schema.ts'

const words: Record<EntryKind, string> = {
  issue: 'Given to you',
  grant: 'Given to you',
  hold: 'Used for an order',
  release: 'Back from an order that ended',
  refund: 'Refunded to you',
  adjust: 'Corrected by us',
  expire: 'Over',
}

/** The store credit of the person, and what changed it, the latest first. */
export function OwnCredit() {
  const trpc = useTRPC()
  const { data: accounts } = useSuspenseQuery(trpc.credit.mine.queryOptions())
  if (accounts.length === 0)
    return (
      <EmptyState title="No store credit">
        When we give you money back as credit, it is here, and you can spend it at the checkout.
      </EmptyState>
    )
  return accounts.map(({ id, currency, balanceMinor, state, entries }) => (
    <Card key={id} aria-labelledby={id}>
      <CardHeading
        id={id}
        aside={<span className="tabular font-semibold text-xl">{formatMoney(balanceMinor, currency)}</span>}
      >
        Your store credit
      </CardHeading>
      {state === 'blocked' && <p>It is blocked just now. Write to us, and we look into it.</p>}
      <ol aria-label="What changed it" className="divide-y divide-hairline">
        {entries.map(({ number, kind, amountMinor, at }) => (
          <li key={number} className="flex flex-wrap items-baseline justify-between gap-x-4 py-3 last:pb-0">
            <span>
              {words[kind]}{' '}
              <span className="text-muted text-sm">{formatDateTime(at, { timeZone: SHOP_TIME_ZONE })}</span>
            </span>
            <span className="tabular">
              {amountMinor < 0 ? '−' : '+'}
              {formatMoney(Math.abs(amountMinor), currency)}
            </span>
          </li>
        ))}
      </ol>
    </Card>
  ))
}
