'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { Read } from '#desk/page.tsx'
import { May } from '#desk/rights.tsx'
import { useTRPC } from '#platform/trpc/client.tsx'
import { Card, CardHeading } from '#platform/ui/card.tsx'
import { Skeleton } from '#platform/ui/skeleton.tsx'
import { AuditLine } from './audit-line.tsx'
import { auditHref } from './audit-params.ts'

type Thing = { entity: string; entityId: string }

const SHOWN = 5

/** Shows on a thing's own page what was done to it and by whom, to those who may read the audit. */
export function ThingAudit(thing: Thing) {
  return (
    <May permission="audit.read">
      <Card aria-labelledby="audit">
        <CardHeading
          id="audit"
          aside={
            <Link className="link text-sm" href={auditHref('/admin/staff/audit', thing)}>
              All of it
            </Link>
          }
        >
          Who did what
        </CardHeading>
        <Entries {...thing} />
      </Card>
    </May>
  )
}

function Entries(thing: Thing) {
  const trpc = useTRPC()
  const page = useQuery(trpc.staff.audit.queryOptions({ ...thing, after: null }))
  return (
    <Read
      reading={page}
      trouble={{ title: 'The audit could not be read', words: 'Nothing that is done is lost.' }}
      loading={<Skeleton className="h-16" />}
    >
      {({ entries }) =>
        entries.length === 0 ? (
          <p className="text-muted">Nobody of the staff and no program has touched it.</p>
        ) : (
          <ol className="-mx-4 divide-y divide-hairline">
            {entries.slice(0, SHOWN).map(entry => (
              <AuditLine key={entry.id} entry={entry} />
            ))}
          </ol>
        )
      }
    </Read>
  )
}
