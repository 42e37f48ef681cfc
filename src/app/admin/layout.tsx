import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { NuqsAdapter } from 'nuqs/adapters/next/app'
import type { ReactNode } from 'react'
import { SecondFactorDoor, StaffDoor } from '#desk/door.tsx'
import { FactorNotice } from '#desk/factor-notice.tsx'
import { JobWords } from '#desk/job-words.tsx'
import { DeskRights } from '#desk/rights.tsx'
import { DeskShell } from '#desk/shell.tsx'
import { visitorOf } from '#platform/auth/session.ts'
import { findersOfSlices } from '#run/finders.tsx'
import { jobWords } from '#run/queue-words.ts'
import { roomsFor } from '#run/rooms.tsx'
import { Hydrated, prefetch, trpc } from '#run/web/trpc-server.tsx'
import { ProofDialog } from '#slices/customers/ui/factors/proof-dialog.tsx'
import { SignOutButton } from '#slices/customers/ui/sign-out-button.tsx'
import { PaymentsRest } from '#slices/payments/ui/payments-rest.tsx'

export const metadata: Metadata = {
  title: { default: 'Staff desk · Orderly', template: '%s · Orderly staff' },
  robots: { index: false, follow: false },
}

const signOut = {
  side: (
    <SignOutButton
      to="/admin"
      look="quiet"
      className="h-10 w-full justify-start gap-3 px-3 font-normal text-muted [&>span]:justify-items-start [&_span]:gap-3 [&_svg]:size-5"
    />
  ),
  top: <SignOutButton to="/admin" look="quiet" className="text-muted" />,
}

/** The procedures refuse everybody who is not staff. This layout only shows the door instead of an empty desk. */
export default async function AdminLayout({ children }: { children: ReactNode }) {
  const visitor = await visitorOf(await headers())
  if (visitor?.secondFactor.kind === 'missing') return <SecondFactorDoor />
  if (!visitor?.isStaff) return <StaffDoor visitor={visitor && !visitor.isAnonymous ? visitor : null} />
  await prefetchFrame()
  return (
    <NuqsAdapter>
      <JobWords words={jobWords}>
        <DeskRights rights={visitor.rights}>
          <Hydrated>
            <DeskShell
              staffName={visitor.name}
              rooms={roomsFor(visitor.rights)}
              signOut={signOut}
              notices={
                <>
                  <FactorNotice secondFactor={visitor.secondFactor} />
                  <PaymentsRest />
                  <ProofDialog />
                </>
              }
              finders={await findersOfSlices(visitor.rights)}
            >
              {children}
            </DeskShell>
          </Hydrated>
        </DeskRights>
      </JobWords>
    </NuqsAdapter>
  )
}

/**
 * What the frame itself asks for. A page that reads the same would otherwise hand its answer over too late: the frame has asked by
 * then, and an answer to a question that is open already waits until the browser has it.
 */
async function prefetchFrame(): Promise<void> {
  await prefetch(trpc.desk.waits.queryOptions(), trpc.payments.health.queryOptions())
}
