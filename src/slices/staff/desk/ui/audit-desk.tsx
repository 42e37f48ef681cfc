'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useQueryStates } from 'nuqs'
import { deskPlace } from '#desk/clock.tsx'
import { DeskSearch } from '#desk/desk-search.tsx'
import { useLive } from '#desk/live.tsx'
import { DeskPage } from '#desk/page.tsx'
import { useTRPC } from '#platform/trpc/client.tsx'
import { ButtonLink } from '#platform/ui/button-link.tsx'
import { Card } from '#platform/ui/card.tsx'
import { EmptyState } from '#platform/ui/empty-state.tsx'
import { formatDateTime } from '#platform/ui/format.ts'
import type { AuditEntry } from '#slices/staff/queries.ts'
import { type AuditParams, auditHref, auditInputOf, auditParams } from './audit-params.ts'
import { actionWords, changesBetween, provedWords, whoIs } from './audit-words.ts'
import { StaffLoading } from './staff-loading.tsx'
import { StaffTabs } from './staff-tabs.tsx'

/** Everything that staff and keys did, the newest first. */
export function AuditDesk() {
  const trpc = useTRPC()
  const live = useLive()
  const [params, setParams] = useQueryStates(auditParams)
  const page = useQuery(
    trpc.staff.audit.queryOptions(auditInputOf(params), {
      placeholderData: keepPreviousData,
      refetchInterval: live.refetchInterval,
    }),
  )
  return (
    <DeskPage
      title="Staff"
      live={live}
      updatedAt={page.data?.readAt}
      above={
        <>
          <StaffTabs />
          <DeskSearch
            label="Search by the name of a person or a key"
            placeholder="Name of a person or a key"
            maxLength={200}
            value={params.actor}
            onSearch={(actor, step) =>
              void setParams({ actor: actor || null, after: null }, { history: step })
            }
          />
          {params.entityId && (
            <p className="text-sm">
              Only what was done to {params.entity} <code>{params.entityId}</code>.{' '}
              <Link className="link" href={auditHref('/admin/staff/audit', { actor: params.actor })}>
                Show everything
              </Link>
            </p>
          )}
        </>
      }
      reading={page}
      trouble={{
        title: 'The audit could not be read',
        words: 'This page may be out of date. Nothing that is done is lost.',
      }}
      loading={<StaffLoading />}
    >
      {({ entries, next }) => <Entries entries={entries} next={next} params={params} />}
    </DeskPage>
  )
}

function Entries({
  entries,
  next,
  params,
}: {
  entries: readonly AuditEntry[]
  next: number | null
  params: AuditParams
}) {
  if (entries.length === 0)
    return (
      <EmptyState
        title={params.actor || params.entityId ? 'Nothing matches' : undefined}
        action={
          (params.actor || params.entityId) && (
            <ButtonLink href="/admin/staff/audit">Show everything</ButtonLink>
          )
        }
      >
        {params.actor
          ? `Nobody of the name “${params.actor}” has done anything that is kept here.`
          : 'Nobody has done anything yet. Each change at the desk, and each look at a customer’s data, appears here.'}
      </EmptyState>
    )
  return (
    <div className="flex flex-col gap-4">
      <Card flush>
        <ol className="divide-y divide-hairline">
          {entries.map(entry => (
            <Entry key={entry.id} entry={entry} params={params} />
          ))}
        </ol>
      </Card>
      {(next !== null || params.after !== null) && (
        <div className="flex gap-3">
          {params.after !== null && (
            <ButtonLink
              variant="secondary"
              href={auditHref('/admin/staff/audit', { ...params, after: null })}
            >
              Newest
            </ButtonLink>
          )}
          {next !== null && (
            <ButtonLink
              variant="secondary"
              href={auditHref('/admin/staff/audit', { ...params, after: next })}
            >
              Older
            </ButtonLink>
          )}
        </div>
      )}
    </div>
  )
}

function Entry({ entry, params }: { entry: AuditEntry; params: AuditParams }) {
  const { at, actor, action, entity, entityId, reason, factors } = entry
  const changes = changesBetween(entry)
  return (
    <li className="flex flex-wrap items-baseline gap-x-4 gap-y-1 px-4 py-3">
      <time dateTime={at.toISOString()} className="tabular w-44 shrink-0 text-muted text-sm">
        {formatDateTime(at, deskPlace)}
      </time>
      <div className="min-w-0 flex-1 basis-72">
        <p className="wrap-anywhere">
          <span className="font-medium">{whoIs(actor)}</span> {actionWords(action)}{' '}
          <Link
            className="link"
            href={auditHref('/admin/staff/audit', { ...params, entity, entityId, after: null })}
          >
            {entity} {entityId}
          </Link>
        </p>
        {factors && <p className="text-muted text-sm">{provedWords(factors)}</p>}
        {changes.map(({ name, before, after }) => (
          <p key={name} className="wrap-anywhere text-muted text-sm">
            {name}: {before} → {after}
          </p>
        ))}
        {reason && <p className="wrap-anywhere text-sm">“{reason}”</p>}
      </div>
    </li>
  )
}
