import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { NuqsAdapter } from 'nuqs/adapters/next/app'
import type { ReactNode } from 'react'
import { SecondFactorDoor, StaffDoor } from '#desk/door.tsx'
import { FactorNotice } from '#desk/factor-notice.tsx'
import { DeskRights } from '#desk/rights.tsx'
import { holdsSomewhere } from '#platform/rights/permission.ts'
import { floorVisitorOf } from '#platform/stations/worker.ts'
import { api, Hydrated, prefetch, trpc } from '#run/web/trpc-server.tsx'
import { ProofDialog } from '#slices/customers/ui/factors/proof-dialog.tsx'
import { SignOutButton } from '#slices/customers/ui/sign-out-button.tsx'
import { FloorFrame } from '#slices/floor/desk/ui/floor-frame.tsx'
import { ChooseWorker } from '#slices/floor/stations/ui/choose-worker.tsx'
import { LeaveStation, StationShift } from '#slices/floor/stations/ui/station-shift.tsx'

export const metadata: Metadata = {
  title: { default: 'The floor · Orderly', template: '%s · Orderly floor' },
  robots: { index: false, follow: false },
}

/** The procedures refuse everybody who is not staff. This layout only shows the door instead of an empty floor. */
export default async function FloorLayout({ children }: { children: ReactNode }) {
  const visitor = await floorVisitorOf(await headers())
  const here = visitor?.isStaff ? null : await (await api()).stations.here()
  if (here) return <ChooseWorker here={here} />
  if (visitor?.secondFactor.kind === 'missing') return <SecondFactorDoor />
  if (!visitor?.isStaff) return <StaffDoor visitor={visitor && !visitor.isAnonymous ? visitor : null} />
  if (holdsSomewhere(visitor.rights, 'floor.work')) await prefetch(trpc.floor.overview.queryOptions())
  const { customerId: id, name, station } = visitor
  const frame = (
    <FloorFrame
      person={{ id, name }}
      station={station?.name ?? null}
      signOut={
        station ? (
          <LeaveStation />
        ) : (
          <SignOutButton to="/floor" look="quiet" className="min-h-12 text-muted" />
        )
      }
      notices={
        <>
          <FactorNotice secondFactor={visitor.secondFactor} />
          <ProofDialog />
        </>
      }
    >
      {children}
    </FloorFrame>
  )
  return (
    <NuqsAdapter>
      <DeskRights rights={visitor.rights}>
        <Hydrated>{station ? <StationShift>{frame}</StationShift> : frame}</Hydrated>
      </DeskRights>
    </NuqsAdapter>
  )
}
