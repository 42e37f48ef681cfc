'use client'

import { useState } from 'react'
import { ActionDialog } from '#desk/action-dialog.tsx'
import { useRights } from '#desk/rights.tsx'
import { Field } from '#platform/forms/field.tsx'
import { Input } from '#platform/forms/input.tsx'
import { Select } from '#platform/forms/select.tsx'
import { beyond } from '#platform/rights/permission.ts'
import { useTRPCClient } from '#platform/trpc/client.tsx'
import type { Role } from '#slices/staff/queries.ts'
import { giveRoleSchema } from '../input.ts'
import { useStaffAction } from './use-staff-action.ts'

/** Gives a role to somebody who has an account. */
export function GiveRoleDialog({
  roles,
  email: first = '',
  onDone,
}: {
  roles: readonly Role[]
  email?: string
  onDone: () => void
}) {
  const client = useTRPCClient()
  const own = useRights()
  const mine = roles.filter(({ permissions }) => beyond(own, permissions).length === 0)
  const [email, setEmail] = useState(first)
  const [roleId, setRoleId] = useState(mine.at(-1)?.id ?? '')
  const [wrong, setWrong] = useState<Partial<Record<string, string>>>({})
  const give = useStaffAction({
    action: 'give-role',
    subject: 'staff',
    send: (input: { email: string; roleId: string }, actionId) =>
      client.staff.giveRole.mutate({ ...input, actionId }),
    notice: 'Role given',
    onDone,
  })

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
      description="They open the desk with it from their next page on"
      action={{ words: 'Give the role', doing: 'Giving…' }}
      wayOut="Leave it"
      failure="The role was not given"
      mutation={give}
      check={check}
      onAction={() => give.act({ email, roleId }, `the role was given to ${email}`)}
    >
      <Field id="email" label="Email address of their account" error={wrong.email}>
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
    </ActionDialog>
  )
}
