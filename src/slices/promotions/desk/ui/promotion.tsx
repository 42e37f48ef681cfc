'use client'

import { useQuery } from '@tanstack/react-query'
import { ArrowLeft } from 'lucide-react'
import type { ReactNode } from 'react'
import { Read } from '#desk/page.tsx'
import { useTRPC } from '#platform/trpc/client.tsx'
import { Badge } from '#platform/ui/badge.tsx'
import { ButtonLink } from '#platform/ui/button-link.tsx'
import { Card, CardHeading } from '#platform/ui/card.tsx'
import type { readPromotion } from '#slices/promotions/queries.ts'
import { ThingAudit } from '#slices/staff/desk/ui/thing-audit.tsx'
import { ChangePromotion } from './change-form.tsx'
import { PromotionCodes } from './promotion-codes.tsx'
import { MovePromotion } from './promotion-standing.tsx'
import {
  codeWords,
  conditionWords,
  effectWords,
  nameOf,
  promotionsTrouble,
  standingBadges,
  timeWords,
  usedWords,
  when,
} from './promotion-words.ts'
import { PromotionsLoading } from './promotions-loading.tsx'

type Promotion = NonNullable<Awaited<ReturnType<typeof readPromotion>>>

/** One promotion: how it stands, its form, its codes and what it gave before. `children`: what other slices say of it. */
export function StaffPromotion({ id, children }: { id: string; children: ReactNode }) {
  const trpc = useTRPC()
  const reading = useQuery(trpc.promotions.one.queryOptions({ id }))
  return (
    <div className="flex max-w-3xl flex-col gap-4">
      <div>
        <ButtonLink href="/admin/promotions" variant="quiet" size="sm" className="-ml-3">
          <ArrowLeft aria-hidden="true" />
          All promotions
        </ButtonLink>
        <h1 className="wrap-anywhere mt-1 text-3xl">{reading.data?.name ?? 'Promotion'}</h1>
      </div>
      <Read reading={reading} trouble={promotionsTrouble} loading={<PromotionsLoading />}>
        {({ readAt, ...promotion }) => (
          <>
            <Standing promotion={promotion} />
            {children}
            <ChangePromotion promotion={promotion} />
            <PromotionCodes promotion={promotion} readAt={readAt} />
            <Versions promotion={promotion} />
            <ThingAudit entity="promotion" entityId={id} />
          </>
        )}
      </Read>
    </div>
  )
}

function Standing({ promotion }: { promotion: Promotion }) {
  const { words, tone } = standingBadges[promotion.state]
  const about = conditionWords(promotion.conditions)
  return (
    <Card aria-label="How it stands" className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <Badge tone={tone}>{words}</Badge>
        <MovePromotion promotion={promotion} />
      </div>
      <p className="wrap-anywhere">
        {effectWords(promotion.effect)}
        {about && `, ${about}`}. {codeWords(promotion)}.
      </p>
      <p className="tabular text-muted text-sm">
        Used {usedWords(promotion)}, {timeWords(promotion)}
      </p>
    </Card>
  )
}

/** An order keeps the version that it was placed under. */
function Versions({ promotion: { versions } }: { promotion: Promotion }) {
  return (
    <Card aria-labelledby="versions">
      <CardHeading id="versions">What it gave, and since when</CardHeading>
      <ol aria-label="Versions" className="divide-y divide-hairline">
        {versions.map(({ version, effect, conditions, combines, writtenAt, actor }) => (
          <li key={version} className="wrap-anywhere py-2">
            <p>
              {[effectWords(effect), conditionWords(conditions), combines && 'combines']
                .filter(Boolean)
                .join(', ')}
            </p>
            <p className="tabular text-muted text-sm">
              Version {version}, {when(writtenAt)}, by {nameOf(actor)}
            </p>
          </li>
        ))}
      </ol>
    </Card>
  )
}
