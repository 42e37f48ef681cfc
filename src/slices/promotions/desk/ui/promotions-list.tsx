'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Choice } from '#desk/choice.tsx'
import { useLive } from '#desk/live.tsx'
import { Older } from '#desk/older.tsx'
import { DeskPage } from '#desk/page.tsx'
import { May } from '#desk/rights.tsx'
import { CardLink, type DeskColumn, DeskTable } from '#desk/table.tsx'
import { useTRPC } from '#platform/trpc/client.tsx'
import { Badge } from '#platform/ui/badge.tsx'
import { ButtonLink } from '#platform/ui/button-link.tsx'
import { EmptyState } from '#platform/ui/empty-state.tsx'
import { type Standing, standings } from '#slices/promotions/standing.ts'
import {
  codeWords,
  effectWords,
  promotionsTrouble,
  type ListedPromotion as Row,
  standingBadges,
  timeWords,
  usedWords,
} from './promotion-words.ts'
import { PromotionsLoading } from './promotions-loading.tsx'

const stateWords = { live: 'Live', scheduled: 'Scheduled', paused: 'Paused', ended: 'Ended' }

/** Every promotion, newest first, or those that stand so. */
export function PromotionsList() {
  const trpc = useTRPC()
  const live = useLive()
  const [state, setState] = useState<Standing | null>(null)
  const [after, setAfter] = useState<string | null>(null)
  const list = useQuery(
    trpc.promotions.list.queryOptions(
      { state, after },
      { placeholderData: keepPreviousData, refetchInterval: live.refetchInterval },
    ),
  )
  return (
    <DeskPage
      title="Promotions"
      live={live}
      updatedAt={list.data?.readAt}
      className="gap-3"
      aside={
        <May permission="promotions.write">
          <ButtonLink href="/admin/promotions/new" variant="primary" size="sm">
            New promotion
          </ButtonLink>
        </May>
      }
      above={
        <div className="flex">
          <Choice
            label="State"
            value={state}
            options={standings}
            words={stateWords}
            onChange={chosen => {
              setState(chosen)
              setAfter(null)
            }}
          />
        </div>
      }
      reading={list}
      trouble={promotionsTrouble}
      loading={<PromotionsLoading />}
    >
      {({ promotions, nextCursor }) => (
        <>
          {promotions.length === 0 ? (
            <Nothing state={state} />
          ) : (
            <DeskTable
              caption="Promotions"
              columns={columns}
              rows={promotions}
              getRowId={({ id }) => id}
              hrefOf={hrefOf}
              isQuiet={({ state }) => state === 'ended'}
              card={row => <PhoneCard row={row} />}
            />
          )}
          <Older after={after} next={nextCursor} onMove={setAfter} />
        </>
      )}
    </DeskPage>
  )
}

function Nothing({ state }: { state: Standing | null }) {
  if (state) return <EmptyState>No promotion is {stateWords[state].toLowerCase()}.</EmptyState>
  return (
    <EmptyState title="There are no promotions yet">
      Make one with a code, or one that every order gets.
    </EmptyState>
  )
}

const hrefOf = ({ id }: Row) => `/admin/promotions/${id}`

function StateBadge({ state }: { state: Standing }) {
  const { words, tone } = standingBadges[state]
  return <Badge tone={tone}>{words}</Badge>
}

const columns: DeskColumn<Row>[] = [
  { id: 'name', header: 'Name', cell: ({ name }) => name },
  { id: 'gives', header: 'Gives', cell: ({ effect }) => effectWords(effect) },
  { id: 'code', header: 'Code', cell: codeWords },
  { id: 'used', header: 'Used', cell: usedWords, meta: { numeric: true } },
  { id: 'times', header: 'When', cell: timeWords },
  { id: 'state', header: 'State', cell: ({ state }) => <StateBadge state={state} /> },
]

function PhoneCard({ row }: { row: Row }) {
  return (
    <>
      <p className="flex items-baseline justify-between gap-3">
        <CardLink href={hrefOf(row)} className="wrap-anywhere">
          {row.name}
        </CardLink>
        <StateBadge state={row.state} />
      </p>
      <p className="wrap-anywhere">
        {effectWords(row.effect)}, {codeWords(row)}
      </p>
      <p className="tabular text-muted text-sm">
        Used {usedWords(row)}, {timeWords(row)}
      </p>
    </>
  )
}
