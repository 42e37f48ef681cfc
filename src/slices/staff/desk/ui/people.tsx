'use client'

import { useState } from 'react'
import { May, useRights } from '#desk/rights.tsx'
import { beyond, rightsOf } from '#platform/rights/permission.ts'
import { useTRPCClient } from '#platform/trpc/client.tsx'
import { Badge } from '#platform/ui/badge.tsx'
import { Button } from '#platform/ui/button.tsx'
import { Card, CardHeading } from '#platform/ui/card.tsx'
import { Dialog, DialogTrigger } from '#platform/ui/dialog.tsx'
import type { Role, StaffMember } from '#slices/staff/queries.ts'
import { GiveRoleDialog } from './give-role-dialog.tsx'
import { TakeBack } from './take-back.tsx'
import { roleAt, type Warehouse } from './warehouse.ts'

/** Everybody with a role. */
export function People({
  people,
  roles,
  warehouses,
}: {
  people: readonly StaffMember[]
  roles: readonly Role[]
  warehouses: readonly Warehouse[]
}) {
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
              {open && <GiveRoleDialog roles={roles} warehouses={warehouses} onDone={() => setOpen(false)} />}
            </Dialog>
          </May>
        }
      >
        People
      </CardHeading>
      <ul className="divide-y divide-hairline">
        {people.map(person => (
          <li
            key={person.id}
            className="flex justify-between gap-x-4 gap-y-2 py-3 max-sm:flex-col sm:items-center"
          >
            <div className="min-w-0">
              <p className="font-medium">{person.name}</p>
              <p className="wrap-anywhere text-muted text-sm">{person.email}</p>
            </div>
            <ul className="flex flex-wrap gap-2 sm:justify-end">
              {person.roles.map(role => (
                <li key={`${role.id} ${role.warehouseId}`} className="flex items-center gap-1">
                  <Badge>{roleAt(role, warehouses)}</Badge>
                  <TakeRole
                    person={person}
                    role={role}
                    words={roleAt(role, warehouses)}
                    permissions={permissionsOf(roles, role.id)}
                  />
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
  words,
  permissions,
}: {
  person: StaffMember
  role: StaffMember['roles'][number]
  /** The role and its place. */
  words: string
  permissions: readonly string[]
}) {
  const own = useRights()
  const client = useTRPCClient()
  if (beyond(own, rightsOf(permissions, role.warehouseId)).length > 0) return null
  const held = { customerId: person.id, roleId: role.id, warehouseId: role.warehouseId }
  return (
    <May permission="staff.write">
      <TakeBack
        button="Take away"
        of={`${words} from ${person.name}`}
        title={`Take ${words} away?`}
        description={person.name}
        action="take-role"
        subject={Object.values(held).join(' ')}
        send={actionId => client.staff.takeRole.mutate({ ...held, actionId })}
        notice="Role taken away"
        failure="The role was not taken away"
        done={`${words} was taken from ${person.name}`}
      >
        From their next request on they may do only what their other roles let them. Without any role they do
        not open the desk.
      </TakeBack>
    </May>
  )
}
