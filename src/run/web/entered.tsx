import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import type { ReactNode } from 'react'
import { NotYourRoom, SecondFactorNeeded } from '#desk/door.tsx'
import { visitorOf } from '#platform/auth/session.ts'
import { holds, holdsSomewhere, type Permission } from '#platform/rights/permission.ts'
import { roomsFor } from '#run/rooms.tsx'

/**
 * A page of the desk for those who hold the permission, everywhere or in one warehouse. Others read what it needs, and nothing is read
 * for them. Somebody who has no room at the desk's own address goes on to their first one.
 */
export async function entered(may: Permission, page: () => Promise<ReactNode>): Promise<ReactNode> {
  const visitor = await visitorOf(await headers())
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
