'use client'

import { useState } from 'react'
import { ActionDialog } from '#desk/action-dialog.tsx'
import { useRights } from '#desk/rights.tsx'
import { Field } from '#platform/forms/field.tsx'
import { Input } from '#platform/forms/input.tsx'
import { useTRPCClient } from '#platform/trpc/client.tsx'
import type { Role } from '#slices/staff/queries.ts'
import { saveRoleSchema } from '../input.ts'
import { type Catalogue, PermissionTicks } from './permission-ticks.tsx'
import { useStaffAction } from './use-staff-action.ts'

/** Makes a role, or changes one. */
export function RoleDialog({
  role,
  catalogue,
  onDone,
}: {
  role: Role | null
  catalogue: Catalogue
  onDone: () => void
}) {
  const client = useTRPCClient()
  const own = useRights()
  const [name, setName] = useState(role?.name ?? '')
  const [about, setAbout] = useState(role?.about ?? '')
  const [permissions, setPermissions] = useState(role?.permissions ?? ['desk.open'])
  const [wrong, setWrong] = useState<Partial<Record<string, string>>>({})
  const save = useStaffAction({
    action: 'save-role',
    subject: role?.id ?? 'new',
    send: (input: { id: string | null; name: string; about: string; permissions: string[] }, actionId) =>
      client.staff.saveRole.mutate({ ...input, actionId }),
    notice: 'Role saved',
    onDone,
  })
  const typed = { id: role?.id ?? null, name, about, permissions }

  function check() {
    const { error } = saveRoleSchema.safeParse(typed)
    const found = Object.fromEntries(
      (error?.issues ?? []).map(({ path, message }) => [String(path[0]), message]),
    )
    setWrong(found)
    return ['name', 'about', 'permissions'].find(field => found[field]) ?? null
  }

  return (
    <ActionDialog
      title={role ? 'Change the role' : 'New role'}
      description={role ? role.name : 'A set of permissions under a name'}
      action={{ words: 'Save the role', doing: 'Saving…' }}
      wayOut="Leave it"
      failure="The role was not saved"
      mutation={save}
      check={check}
      onAction={() => save.act(typed, `the role ${name} was saved`)}
    >
      <Field id="name" label="Name" error={wrong.name}>
        <Input autoComplete="off" value={name} onChange={event => setName(event.target.value)} />
      </Field>
      <Field id="about" label="Who it is for" error={wrong.about}>
        <Input autoComplete="off" value={about} onChange={event => setAbout(event.target.value)} />
      </Field>
      <PermissionTicks
        catalogue={catalogue}
        own={own}
        ticked={permissions}
        error={wrong.permissions}
        onTick={setPermissions}
      />
    </ActionDialog>
  )
}
