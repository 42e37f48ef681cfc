'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ActionDialog } from '#desk/action-dialog.tsx'
import { useRights } from '#desk/rights.tsx'
import { Field } from '#platform/forms/field.tsx'
import { Input } from '#platform/forms/input.tsx'
import { Select } from '#platform/forms/select.tsx'
import { useTRPC } from '#platform/trpc/client.tsx'
import { makeKeySchema } from '../input.ts'
import { type Catalogue, PermissionTicks } from './permission-ticks.tsx'

const SPANS = [
  { days: '90', words: '90 days' },
  { days: '365', words: 'a year' },
  { days: '', words: 'until it is taken back' },
]
const DAY_MS = 86_400_000

/** Makes a key for a program. */
export function NewKeyDialog({
  catalogue,
  onDone,
}: {
  catalogue: Catalogue
  onDone: (secret: string) => void
}) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const own = useRights()
  const [name, setName] = useState('')
  const [may, setMay] = useState<string[]>([])
  const [days, setDays] = useState(SPANS[0]?.days ?? '')
  const [wrong, setWrong] = useState<Partial<Record<string, string>>>({})
  const make = useMutation(
    trpc.staff.makeKey.mutationOptions({
      async onSuccess({ secret }) {
        await queries.invalidateQueries({ queryKey: trpc.staff.keys.queryKey() })
        onDone(secret)
      },
    }),
  )
  const wish = () => ({
    name,
    may,
    expiresAt: days ? new Date(Date.now() + Number(days) * DAY_MS) : null,
  })

  function check() {
    const { error } = makeKeySchema.safeParse(wish())
    const found = Object.fromEntries(
      (error?.issues ?? []).map(({ path, message }) => [String(path[0]), message]),
    )
    setWrong(found)
    return found.name ? 'name' : found.may ? 'permissions' : null
  }

  return (
    <ActionDialog
      title="New key"
      description="For a program that does what staff do"
      action={{ words: 'Make the key', doing: 'Making…' }}
      wayOut="Leave it"
      failure="The key was not made"
      mutation={make}
      check={check}
      onAction={() => make.mutate(wish())}
    >
      <Field
        id="name"
        label="Name"
        hint="What the key is for, such as the program’s name."
        error={wrong.name}
      >
        <Input autoComplete="off" value={name} onChange={event => setName(event.target.value)} />
      </Field>
      <Field id="days" label="It opens doors for">
        <Select value={days} onChange={event => setDays(event.target.value)}>
          {SPANS.map(span => (
            <option key={span.days} value={span.days}>
              {span.words}
            </option>
          ))}
        </Select>
      </Field>
      <PermissionTicks catalogue={catalogue} own={own} ticked={may} error={wrong.may} onTick={setMay} />
    </ActionDialog>
  )
}
