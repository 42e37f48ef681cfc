'use client'

import { useQuery } from '@tanstack/react-query'
import { deskPlace, When } from '#desk/clock.tsx'
import { useLive } from '#desk/live.tsx'
import { DeskPage } from '#desk/page.tsx'
import { May } from '#desk/rights.tsx'
import { useTRPC } from '#platform/trpc/client.tsx'
import { Badge } from '#platform/ui/badge.tsx'
import { ButtonLink } from '#platform/ui/button-link.tsx'
import { Card, CardHeading } from '#platform/ui/card.tsx'
import { EmptyState } from '#platform/ui/empty-state.tsx'
import { formatDateTime } from '#platform/ui/format.ts'
import type { ListedStation } from '#slices/floor/stations/queries.ts'
import { whoIs } from '#slices/staff/desk/ui/audit-words.ts'
import { StaffLoading } from '#slices/staff/desk/ui/staff-loading.tsx'
import { StaffTabs } from '#slices/staff/desk/ui/staff-tabs.tsx'
import { EndStation } from './end-station.tsx'
import { PinList } from './pin-list.tsx'

/** The devices at which people work by PIN, and who has one. */
export function StationsDesk() {
  const trpc = useTRPC()
  const live = useLive()
  const read = useQuery(trpc.stations.list.queryOptions(undefined, { refetchInterval: live.refetchInterval }))
  return (
    <DeskPage
      title="Staff"
      live={live}
      updatedAt={read.data?.readAt}
      above={<StaffTabs />}
      reading={read}
      trouble={{
        title: 'The stations could not be read',
        words: 'This page may be out of date. People go on working at their stations.',
      }}
      loading={<StaffLoading />}
    >
      {({ stations, readAt }) => (
        <div className="flex max-w-4xl flex-col gap-6">
          <Card aria-labelledby="stations">
            <CardHeading
              id="stations"
              aside={
                <ButtonLink href="/floor/station" size="sm" variant="secondary">
                  Make this device one
                </ButtonLink>
              }
            >
              Packing stations
            </CardHeading>
            <p className="mb-4 text-muted">
              Several people share one device on the floor, each by their own PIN. On that device, sign in and
              open <code>/floor/station</code>.
            </p>
            {stations.length === 0 ? (
              <EmptyState>
                No device is a packing station. Everybody on the floor signs in with their account.
              </EmptyState>
            ) : (
              <ul className="divide-y divide-hairline">
                {stations.map(station => (
                  <StationItem key={station.id} station={station} now={readAt} />
                ))}
              </ul>
            )}
          </Card>
          <May permission="staff.read">
            <PinList />
          </May>
        </div>
      )}
    </DeskPage>
  )
}

function StationItem({ station, now }: { station: ListedStation; now: Date }) {
  const { id, name, warehouse, openedBy, openedAt, seenAt, endsAt, endedAt, worker } = station
  const isOver = endedAt !== null || endsAt <= now
  return (
    <li className="group flex flex-wrap items-start justify-between gap-x-4 gap-y-2 py-3">
      <div className="min-w-0 flex-1 basis-64">
        <p className="wrap-anywhere flex flex-wrap items-center gap-2 font-medium">
          {name}
          {isOver && <Badge>Ended</Badge>}
        </p>
        <p className="wrap-anywhere text-sm">
          {warehouse}
          {!isOver && worker && `, ${worker} works there`}
        </p>
        <p className="text-muted text-sm">
          Opened by {whoIs(openedBy)}, {formatDateTime(openedAt, deskPlace)}
          {!isOver && `, ends ${formatDateTime(endsAt, deskPlace)}`}
        </p>
        <p className="text-muted text-sm">
          Last seen <When at={seenAt} now={now} />
        </p>
      </div>
      {!isOver && <EndStation id={id} name={name} />}
    </li>
  )
}
