'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useQueryStates } from 'nuqs'
import { DeskSearch } from '#desk/desk-search.tsx'
import { useLive } from '#desk/live.tsx'
import { DeskPage } from '#desk/page.tsx'
import { useTRPC } from '#platform/trpc/client.tsx'
import { ButtonLink } from '#platform/ui/button-link.tsx'
import { Card } from '#platform/ui/card.tsx'
import { EmptyState } from '#platform/ui/empty-state.tsx'
import type { AuditEntry } from '#slices/staff/queries.ts'
import { AuditLine } from './audit-line.tsx'
import { type AuditParams, auditHref, auditInputOf, auditParams } from './audit-params.ts'
import { nameOf } from './audit-words.ts'
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
            <AuditLine key={entry.id} entry={entry}>
              <Link
                className="link"
                href={auditHref('/admin/staff/audit', {
                  ...params,
                  entity: entry.entity,
                  entityId: entry.entityId,
                  after: null,
                })}
              >
                {entry.entity} {nameOf(entry)}
              </Link>
            </AuditLine>
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
