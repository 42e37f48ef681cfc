'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ActionDialog } from '#desk/action-dialog.tsx'
import { useLive } from '#desk/live.tsx'
import { DeskPage, readTogether } from '#desk/page.tsx'
import { May, useRights } from '#desk/rights.tsx'
import { beyond } from '#platform/rights/permission.ts'
import { useTRPC, useTRPCClient } from '#platform/trpc/client.tsx'
import { Badge } from '#platform/ui/badge.tsx'
import { Button } from '#platform/ui/button.tsx'
import { Card, CardHeading } from '#platform/ui/card.tsx'
import { Dialog, DialogTrigger } from '#platform/ui/dialog.tsx'
import type { Role, StaffMember } from '#slices/staff/queries.ts'
import { GiveRoleDialog } from './give-role-dialog.tsx'
import type { Catalogue } from './permission-ticks.tsx'
import { RoleDialog } from './role-dialog.tsx'
import { StaffLoading } from './staff-loading.tsx'
import { StaffTabs } from './staff-tabs.tsx'
import { useStaffAction } from './use-staff-action.ts'

/** The staff with their roles, and what each role may do. */
export function StaffDesk({ catalogue }: { catalogue: Catalogue }) {
  const trpc = useTRPC()
  const live = useLive()
  const people = useQuery(
    trpc.staff.people.queryOptions(undefined, { refetchInterval: live.refetchInterval }),
  )
  const roles = useQuery(trpc.staff.roles.queryOptions(undefined, { refetchInterval: live.refetchInterval }))
  return (
    <DeskPage
      title="Staff"
      live={live}
      updatedAt={people.dataUpdatedAt ? new Date(people.dataUpdatedAt) : undefined}
      above={<StaffTabs />}
      reading={readTogether({ people, roles })}
      trouble={{
        title: 'The staff could not be read',
        words: 'This page may be out of date. What everybody may do stays as it is.',
      }}
      loading={<StaffLoading />}
    >
      {({ people, roles }) => (
        <div className="grid items-start gap-5 xl:grid-cols-2">
          <People people={people} roles={roles} />
          <Roles roles={roles} catalogue={catalogue} />
        </div>
      )}
    </DeskPage>
  )
}

function People({ people, roles }: { people: readonly StaffMember[]; roles: readonly Role[] }) {
  const [open, setOpen] = useState(false)
  return (
    <Card aria-labelledby="people">
      <CardHeading
        id="people"
        aside={
          <May permission="staff.write">
            <Dialog open={open} onOpenChange={setOpen}>
              <DialogTrigger>
                <Button size="sm">Give a role</Button>
              </DialogTrigger>
              {open && <GiveRoleDialog roles={roles} onDone={() => setOpen(false)} />}
            </Dialog>
          </May>
        }
      >
        People
      </CardHeading>
      <ul className="divide-y divide-hairline">
        {people.map(person => (
          <li key={person.id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3">
            <div className="min-w-0">
              <p className="font-medium">{person.name}</p>
              <p className="wrap-anywhere text-muted text-sm">{person.email}</p>
            </div>
            <ul className="flex flex-wrap gap-2">
              {person.roles.map(role => (
                <li key={role.id} className="flex items-center gap-1">
                  <Badge>{role.name}</Badge>
                  <TakeRole person={person} role={role} permissions={permissionsOf(roles, role.id)} />
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </Card>
  )
}

const permissionsOf = (roles: readonly Role[], id: string) =>
  roles.find(role => role.id === id)?.permissions ?? []

function TakeRole({
  person,
  role,
  permissions,
}: {
  person: StaffMember
  role: { id: string; name: string }
  permissions: readonly string[]
}) {
  const own = useRights()
  const client = useTRPCClient()
  const [open, setOpen] = useState(false)
  const take = useStaffAction({
    action: 'take-role',
    subject: `${person.id} ${role.id}`,
    send: (input: { customerId: string; roleId: string }, actionId) =>
      client.staff.takeRole.mutate({ ...input, actionId }),
    notice: 'Role taken away',
    onDone: () => setOpen(false),
  })
  if (beyond(own, permissions).length > 0) return null
  return (
    <May permission="staff.write">
      <Dialog open={open} onOpenChange={setOpen}>
        <DialogTrigger>
          <Button variant="quiet" size="sm" className="max-lg:h-11">
            Take away
            <span className="sr-only">
              {' '}
              {role.name} from {person.name}
            </span>
          </Button>
        </DialogTrigger>
        {open && (
          <ActionDialog
            title={`Take ${role.name} away?`}
            description={person.name}
            action={{ words: 'Take it away', doing: 'Taking…', danger: true }}
            wayOut="Leave it"
            failure="The role was not taken away"
            mutation={take}
            onAction={() =>
              take.act(
                { customerId: person.id, roleId: role.id },
                `${role.name} was taken from ${person.name}`,
              )
            }
          >
            <p className="text-muted">
              From their next request on they may do only what their other roles let them. Without any role
              they do not open the desk.
            </p>
          </ActionDialog>
        )}
      </Dialog>
    </May>
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
