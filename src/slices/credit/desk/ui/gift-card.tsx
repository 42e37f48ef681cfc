'use client'

import { useQuery } from '@tanstack/react-query'
import { ArrowLeft } from 'lucide-react'
import Link from 'next/link'
import { Read } from '#desk/page.tsx'
import { May } from '#desk/rights.tsx'
import { useTRPC, useTRPCClient } from '#platform/trpc/client.tsx'
import { Badge } from '#platform/ui/badge.tsx'
import { Button } from '#platform/ui/button.tsx'
import { ButtonLink } from '#platform/ui/button-link.tsx'
import { Card, CardHeading } from '#platform/ui/card.tsx'
import { Description, DescriptionList } from '#platform/ui/description-list.tsx'
import { formatMoney } from '#platform/ui/format.ts'
import { ActionState } from '#slices/catalog/desk/ui/action-state.tsx'
import { dayOf } from '#slices/credit/account.ts'
import { dayInWords } from '#slices/credit/day-in-words.ts'
import type { CreditEntry, GiftCard } from '#slices/credit/queries.ts'
import { whoIs } from '#slices/staff/desk/ui/audit-words.ts'
import { ThingAudit } from '#slices/staff/desk/ui/thing-audit.tsx'
import { AdjustCard, BlockCard } from './card-dialogs.tsx'
import { CreditLoading } from './credit-loading.tsx'
import { creditTrouble, entryWords, mailWords, signedMoney, standingOf, when } from './credit-words.ts'
import { useCreditAction } from './use-credit-action.ts'

/** One gift card: what it holds, what changed that, and what staff can do with it. */
export function StaffGiftCard({ id }: { id: string }) {
  const trpc = useTRPC()
  const card = useQuery(trpc.staffCredit.one.queryOptions({ id }))
  return (
    <div className="flex flex-col gap-4">
      <div>
        <ButtonLink href="/admin/gift-cards" variant="quiet" size="sm" className="-ml-3">
          <ArrowLeft aria-hidden="true" />
          All gift cards
        </ButtonLink>
        <h1 className="mt-1 text-3xl">{card.data ? `Gift card …${card.data.codeEnd}` : 'Gift card'}</h1>
      </div>
      <Read reading={card} trouble={creditTrouble} loading={<CreditLoading />}>
        {read => (
          <>
            <Standing card={read} />
            <May permission="credit.write">
              <Actions card={read} />
            </May>
            <Entries card={read} />
            <ThingAudit entity="gift_card" entityId={id} />
          </>
        )}
      </Read>
    </div>
  )
}

function Standing({ card }: { card: GiftCard }) {
  const standing = standingOf(card, dayOf(new Date()))
  return (
    <Card className="max-w-4xl" aria-labelledby="standing">
      <CardHeading id="standing" aside={<Badge tone={standing.tone}>{standing.words}</Badge>}>
        What it holds
      </CardHeading>
      <DescriptionList>
        <Description term="Balance" strong>
          {formatMoney(card.balanceMinor, card.currency)}
        </Description>
        <Description term="Good until">
          {card.expiresOn ? dayInWords(card.expiresOn) : 'It has no end'}
        </Description>
        <Description term="Mail">{mailWords(card)}</Description>
        {card.message && <Description term="Message">{card.message}</Description>}
        <Description term="Issued">{when(card.createdAt)}</Description>
      </DescriptionList>
    </Card>
  )
}

function Actions({ card }: { card: GiftCard }) {
  const client = useTRPCClient()
  const again = useCreditAction({
    action: 'mail-gift-card',
    subject: card.id,
    send: (input: { id: string }, actionId) => client.staffCredit.mailAgain.mutate({ ...input, actionId }),
    notice: 'The card is mailed again',
  })
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap gap-2">
        <BlockCard card={card} />
        <AdjustCard card={card} />
        {card.email !== null && card.mails > 0 && card.state === 'active' && (
          <Button
            variant="secondary"
            size="sm"
            guardRepeat
            pending={again.isPending}
            pendingLabel="Mailing…"
            onClick={() => again.act({ id: card.id }, 'the card was mailed again')}
          >
            Mail it again
          </Button>
        )}
      </div>
      <ActionState action={again} failure="The card was not mailed" />
    </div>
  )
}

function Entries({ card }: { card: GiftCard }) {
  return (
    <Card className="max-w-4xl" aria-labelledby="entries">
      <CardHeading id="entries">What changed it</CardHeading>
      <ol aria-label="Entries" className="divide-y divide-hairline">
        {card.entries.map(entry => (
          <li
            key={entry.number}
            className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 py-3 first:pt-0 last:pb-0"
          >
            <span className="min-w-0">
              <span className="font-medium">{entryWords[entry.kind]}</span> <Because entry={entry} />
            </span>
            <span className="tabular">{signedMoney(entry.amountMinor, card.currency)}</span>
          </li>
        ))}
      </ol>
      {card.nextEntries !== null && (
        <p className="mt-3 text-muted text-sm">
          These are the latest 100. The sum of all entries is the balance.
        </p>
      )}
    </Card>
  )
}

function Because({ entry }: { entry: CreditEntry }) {
  return (
    <span className="text-muted text-sm">
      {[when(entry.at), entry.actor && `by ${whoIs(entry.actor)}`, entry.reason].filter(Boolean).join(', ')}
      {entry.orderId && (
        <>
          {', '}
          <Link className="link" href={`/admin/orders/${entry.orderId}`}>
            the order
          </Link>
        </>
      )}
    </span>
  )
}
