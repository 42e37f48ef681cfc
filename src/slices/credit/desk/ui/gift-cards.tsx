'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { When } from '#desk/clock.tsx'
import { useLive } from '#desk/live.tsx'
import { Older } from '#desk/older.tsx'
import { DeskPage } from '#desk/page.tsx'
import { May } from '#desk/rights.tsx'
import { CardLink, type DeskColumn, DeskTable } from '#desk/table.tsx'
import { LIMITS } from '#platform/fields/limits.ts'
import { FieldError } from '#platform/forms/field-error.tsx'
import { SearchField } from '#platform/forms/search-field.tsx'
import { useTRPC } from '#platform/trpc/client.tsx'
import { Badge } from '#platform/ui/badge.tsx'
import { EmptyState } from '#platform/ui/empty-state.tsx'
import { formatMoney } from '#platform/ui/format.ts'
import { dayOf } from '#slices/credit/account.ts'
import type { ListedGiftCard } from '#slices/credit/queries.ts'
import { cardSearchField } from '../list-fields.ts'
import { CreditLoading } from './credit-loading.tsx'
import { CreditTabs } from './credit-tabs.tsx'
import { creditTrouble, mailWords, standingOf } from './credit-words.ts'
import { IssueCard } from './issue-card.tsx'

/** Issues gift cards, and lists those that there are. */
export function GiftCards() {
  const trpc = useTRPC()
  const live = useLive()
  const [search, setSearch] = useState<string | null>(null)
  const [after, setAfter] = useState<string | null>(null)
  const list = useQuery(
    trpc.staffCredit.list.queryOptions(
      { search, after },
      { placeholderData: keepPreviousData, refetchInterval: live.refetchInterval },
    ),
  )
  return (
    <DeskPage
      title="Gift cards"
      live={live}
      updatedAt={list.data?.readAt}
      className="gap-3"
      above={
        <>
          <CreditTabs here="Cards" />
          <May permission="credit.write">
            <IssueCard />
          </May>
          <CardSearch
            onSearch={wanted => {
              setSearch(wanted)
              setAfter(null)
            }}
          />
        </>
      }
      reading={list}
      trouble={creditTrouble}
      loading={<CreditLoading />}
    >
      {({ giftCards, nextCursor, readAt }) => (
        <>
          {giftCards.length === 0 ? (
            <EmptyState>{search ? 'No gift card is like that.' : 'No gift card was issued yet.'}</EmptyState>
          ) : (
            <CardTable rows={giftCards} now={readAt} />
          )}
          <Older after={after} next={nextCursor} onMove={setAfter} />
        </>
      )}
    </DeskPage>
  )
}

const hrefOf = ({ id }: ListedGiftCard) => `/admin/gift-cards/${id}`
const nameOf = ({ codeEnd }: ListedGiftCard) => `Card …${codeEnd}`
const balanceOf = ({ balanceMinor, currency }: ListedGiftCard) => formatMoney(balanceMinor, currency)

const columns: DeskColumn<ListedGiftCard>[] = [
  { id: 'card', header: 'Card', cell: nameOf },
  { id: 'balance', header: 'Balance', meta: { numeric: true }, cell: balanceOf },
]

function CardTable({ rows, now }: { rows: ListedGiftCard[]; now: Date }) {
  const badge = (card: ListedGiftCard) => {
    const { words, tone } = standingOf(card, dayOf(now))
    return <Badge tone={tone}>{words}</Badge>
  }
  return (
    <DeskTable
      caption="Gift cards"
      columns={[
        ...columns,
        { id: 'state', header: 'State', cell: badge },
        { id: 'mail', header: 'Mail', meta: { cellClassName: 'wrap-anywhere' }, cell: mailWords },
        { id: 'issued', header: 'Issued', cell: row => <When at={row.createdAt} now={now} /> },
      ]}
      rows={rows}
      getRowId={({ id }) => id}
      hrefOf={hrefOf}
      card={row => (
        <>
          <p className="flex items-baseline justify-between gap-3">
            <CardLink href={hrefOf(row)}>{nameOf(row)}</CardLink>
            {badge(row)}
          </p>
          <p className="tabular">{balanceOf(row)}</p>
          <p className="wrap-anywhere text-muted text-sm">{mailWords(row)}</p>
        </>
      )}
    />
  )
}

function CardSearch({ onSearch }: { onSearch: (wanted: string | null) => void }) {
  const [typed, setTyped] = useState('')
  const [wrong, setWrong] = useState<string>()

  function submit(event: FormEvent) {
    event.preventDefault()
    const wanted = typed.trim()
    const problem = wanted ? cardSearchField.safeParse(wanted).error?.issues[0]?.message : undefined
    setWrong(problem)
    if (!problem) onSearch(wanted || null)
  }

  return (
    <search className="w-full max-w-md">
      <form noValidate onSubmit={submit} className="flex flex-col gap-1.5">
        <SearchField
          label="The last four letters of a code, or an email address"
          placeholder="Last four letters, or email"
          maxLength={LIMITS.email}
          spellCheck={false}
          autoCapitalize="none"
          data-desk-search
          value={typed}
          aria-invalid={wrong ? true : undefined}
          aria-describedby={wrong ? 'card-search-wrong' : undefined}
          onChange={event => {
            setTyped(event.target.value)
            setWrong(undefined)
          }}
        />
        {wrong && <FieldError id="card-search-wrong">{wrong}</FieldError>}
      </form>
    </search>
  )
}
