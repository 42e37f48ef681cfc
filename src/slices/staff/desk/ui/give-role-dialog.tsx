'use client'

import { useState } from 'react'
import { ActionDialog } from '#desk/action-dialog.tsx'
import { useRights } from '#desk/rights.tsx'
import { Field } from '#platform/forms/field.tsx'
import { Input } from '#platform/forms/input.tsx'
import { Select } from '#platform/forms/select.tsx'
import { beyond, rightsOf } from '#platform/rights/permission.ts'
import { useTRPCClient } from '#platform/trpc/client.tsx'
import type { Role } from '#slices/staff/queries.ts'
import { giveRoleSchema } from '../input.ts'
import { useStaffAction } from './use-staff-action.ts'
import type { Warehouse } from './warehouse.ts'

/** Gives somebody a role, or invites them by mail when no account is known to read mail at the address. */
export function GiveRoleDialog({
  roles,
  warehouses,
  onDone,
}: {
  roles: readonly Role[]
  warehouses: readonly Warehouse[]
  onDone: () => void
}) {
  const client = useTRPCClient()
  const own = useRights()
  const mine = roles.filter(
    ({ permissions }) =>
      beyond(own, permissions).length === 0 ||
      warehouses.some(({ id }) => beyond(own, rightsOf(permissions, id)).length === 0),
  )
  const [email, setEmail] = useState('')
  const [warehouseId, setWarehouseId] = useState('')
  const [roleId, setRoleId] = useState(mine.at(-1)?.id ?? '')
  const [wrong, setWrong] = useState<Partial<Record<string, string>>>({})
  const give = useStaffAction({
    action: 'give-role',
    subject: 'staff',
    send: (input: { email: string; roleId: string; warehouseId: string | null }, actionId) =>
      client.staff.giveRole.mutate({ ...input, actionId }),
    notice: ({ became }) => (became === 'given' ? 'Role given' : 'Invitation sent'),
    onDone,
  })
  const role = roles.find(({ id }) => id === roleId)
  // Of the other roles a place narrows nothing, and an owner is one everywhere.
  const narrows =
    role && !role.locked && rightsOf(role.permissions, 'here').some(right => right.endsWith('@here'))

  function check() {
    const { error } = giveRoleSchema.safeParse({ email, roleId })
    const found = Object.fromEntries(
      (error?.issues ?? []).map(({ path, message }) => [String(path[0]), message]),
    )
    setWrong(found)
    return ['email', 'roleId'].find(field => found[field]) ?? null
  }

  return (
    <ActionDialog
      title="Give a role"
      description="Somebody who has an account has it at once; others are invited by mail"
      action={{ words: 'Give the role', doing: 'Giving…' }}
      wayOut="Leave it"
      failure="The role was not given"
      mutation={give}
      check={check}
      onAction={() =>
        give.act(
          { email, roleId, warehouseId: (narrows && warehouseId) || null },
          `the role was given to ${email}`,
        )
      }
    >
      <Field id="email" label="Email address" error={wrong.email}>
        <Input
          type="email"
          inputMode="email"
          autoComplete="off"
          spellCheck={false}
          value={email}
          onChange={event => setEmail(event.target.value)}
        />
      </Field>
      <Field id="roleId" label="Role" hint="You can give what you hold yourself." error={wrong.roleId}>
        <Select value={roleId} onChange={event => setRoleId(event.target.value)}>
          {mine.map(({ id, name, about }) => (
            <option key={id} value={id}>
              {name}: {about}
            </option>
          ))}
        </Select>
      </Field>
      {narrows && (
        <Field
          id="warehouseId"
          label="Where"
          hint="At one warehouse they change stock and parcels there alone. What they see stays the same."
        >
          <Select value={warehouseId} onChange={event => setWarehouseId(event.target.value)}>
            <option value="">Everywhere</option>
            {warehouses.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
      )}
    </ActionDialog>
  )
}
