import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { NuqsAdapter } from 'nuqs/adapters/next/app'
import type { ReactNode } from 'react'
import { visitorOf } from '#auth/session.ts'
import { StaffDesk } from '#orders/ui/staff-desk.tsx'
import { StaffDoor } from '#orders/ui/staff-door.tsx'

export const metadata: Metadata = {
  title: { default: 'Staff desk · Orderly', template: '%s · Orderly staff' },
  robots: { index: false, follow: false },
}

/** The procedures refuse whoever is not staff; this only shows the door instead of an empty desk. */
export default async function AdminLayout({ children }: { children: ReactNode }) {
  const visitor = await visitorOf(await headers())
  if (!visitor?.isStaff) return <StaffDoor visitor={visitor && !visitor.isAnonymous ? visitor : null} />
  return (
    <NuqsAdapter>
      <StaffDesk staffName={visitor.name}>{children}</StaffDesk>
    </NuqsAdapter>
  )
}
