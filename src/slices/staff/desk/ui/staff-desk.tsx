'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useLive } from '#desk/live.tsx'
import { DeskPage, readTogether } from '#desk/page.tsx'
import { May, useRights } from '#desk/rights.tsx'
import { beyond } from '#platform/rights/permission.ts'
import { useTRPC } from '#platform/trpc/client.tsx'
import { Button } from '#platform/ui/button.tsx'
import { Card, CardHeading } from '#platform/ui/card.tsx'
import { Dialog } from '#platform/ui/dialog.tsx'
import type { Role } from '#slices/staff/queries.ts'
import { Invitations } from './invitations.tsx'
import { People } from './people.tsx'
import type { Catalogue } from './permission-ticks.tsx'
import { RoleDialog } from './role-dialog.tsx'
import { StaffLoading } from './staff-loading.tsx'
import { StaffTabs } from './staff-tabs.tsx'
import type { Warehouse } from './warehouse.ts'

/** The staff with their roles, and what each role may do. */
export function StaffDesk({
  catalogue,
  warehouses,
}: {
  catalogue: Catalogue
  warehouses: readonly Warehouse[]
}) {
  const trpc = useTRPC()
  const live = useLive()
  const people = useQuery(
    trpc.staff.people.queryOptions(undefined, { refetchInterval: live.refetchInterval }),
  )
  const readAt = new Date(people.dataUpdatedAt)
  const roles = useQuery(trpc.staff.roles.queryOptions(undefined, { refetchInterval: live.refetchInterval }))
  const invitations = useQuery(
    trpc.staff.invitations.queryOptions(undefined, { refetchInterval: live.refetchInterval }),
  )
  return (
    <DeskPage
      title="Staff"
      live={live}
      updatedAt={people.dataUpdatedAt ? new Date(people.dataUpdatedAt) : undefined}
      above={<StaffTabs />}
      reading={readTogether({ people, roles, invitations })}
      trouble={{
        title: 'The staff could not be read',
        words: 'This page may be out of date. What everybody may do stays as it is.',
      }}
      loading={<StaffLoading />}
    >
      {({ people, roles, invitations }) => (
        <div className="grid items-start gap-5 xl:grid-cols-2">
          <div className="flex flex-col gap-5">
            <People people={people} roles={roles} warehouses={warehouses} />
            {invitations.length > 0 && (
              <Invitations invitations={invitations} warehouses={warehouses} now={readAt} />
            )}
          </div>
          <Roles roles={roles} catalogue={catalogue} />
        </div>
      )}
    </DeskPage>
  )
}

function Roles({ roles, catalogue }: { roles: readonly Role[]; catalogue: Catalogue }) {
  const [asked, setAsked] = useState<Role | 'new' | null>(null)
  const own = useRights()
  return (
    <Card aria-labelledby="roles">
      <CardHeading
        id="roles"
        aside={
          <May permission="staff.write">
            <Button variant="secondary" size="sm" onClick={() => setAsked('new')}>
              New role
            </Button>
          </May>
        }
      >
        Roles
      </CardHeading>
      <ul className="divide-y divide-hairline">
        {roles.map(role => (
          <li key={role.id} className="flex items-start justify-between gap-4 py-3">
            <div className="min-w-0">
              <p className="font-medium">{role.name}</p>
              <p className="text-muted text-sm">{role.about}</p>
              <p className="tabular text-muted text-sm">
                {role.locked
                  ? 'Everything there is'
                  : `${role.permissions.length} of ${catalogue.length} permissions`}
                {', '}
                {role.people === 1 ? '1 person' : `${role.people} people`}
              </p>
            </div>
            {!role.locked && beyond(own, role.permissions).length === 0 && (
              <May permission="staff.write">
                <Button variant="quiet" size="sm" className="max-lg:h-11" onClick={() => setAsked(role)}>
                  Change
                  <span className="sr-only"> {role.name}</span>
                </Button>
              </May>
            )}
          </li>
        ))}
      </ul>
      <Dialog open={asked !== null} onOpenChange={open => !open && setAsked(null)}>
        {asked && (
          <RoleDialog
            role={asked === 'new' ? null : asked}
            catalogue={catalogue}
            onDone={() => setAsked(null)}
          />
        )}
      </Dialog>
    </Card>
  )
}
