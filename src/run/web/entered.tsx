import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import type { ReactNode } from 'react'
import { NotYourRoom, SecondFactorNeeded } from '#desk/door.tsx'
import { type Visitor, visitorOf } from '#platform/auth/session.ts'
import { database } from '#platform/db/client.ts'
import { holds, holdsSomewhere, type Permission } from '#platform/rights/permission.ts'
import { stationOf } from '#platform/stations/station-of.ts'
import { floorVisitorOf } from '#platform/stations/worker.ts'
import { roomsFor } from '#run/rooms.tsx'
import { ShiftOver } from '#slices/floor/stations/ui/station-shift.tsx'

/**
 * A page of the desk for those who hold the permission, everywhere or in one warehouse. Others read what it needs, and nothing is read
 * for them. Somebody who has no room at the desk's own address goes on to their first one.
 */
export async function entered(may: Permission, page: () => Promise<ReactNode>): Promise<ReactNode> {
  return enteredBy(await visitorOf(await headers()), may, page)
}

/** The same for a page of the floor, which also opens to somebody who works by PIN at a packing station. */
export async function enteredOnFloor(page: (visitor: Visitor) => Promise<ReactNode>): Promise<ReactNode> {
  const asked = await headers()
  const visitor = await floorVisitorOf(asked)
  if (!visitor?.isStaff && (await stationOf(database(), asked, new Date()))) return <ShiftOver />
  return enteredBy(visitor, 'floor.work', () => page(visitor))
}

async function enteredBy(
  visitor: Visitor,
  may: Permission,
  page: () => Promise<ReactNode>,
): Promise<ReactNode> {
  if (visitor?.secondFactor.kind === 'missing') return <SecondFactorNeeded />
  const rights = visitor?.rights ?? []
  if (holdsSomewhere(rights, may)) return page()
  const [first] = roomsFor(rights)
  return <NotYourRoom permission={may} first={first ? { href: first.href, label: first.label } : null} />
}

/** Leads away from the desk's own address, where it is not the person's to see. */
export async function firstRoom(may: Permission): Promise<void> {
  const rights = (await visitorOf(await headers()))?.rights ?? []
  const [first] = roomsFor(rights)
  if (!holds(rights, may) && first) redirect(first.href)
}
