'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ActionDialog } from '#desk/action-dialog.tsx'
import { useRights } from '#desk/rights.tsx'
import { Field } from '#platform/forms/field.tsx'
import { Select } from '#platform/forms/select.tsx'
import { beyond } from '#platform/rights/permission.ts'
import { useTRPC } from '#platform/trpc/client.tsx'
import { Button } from '#platform/ui/button.tsx'
import { Dialog, DialogTrigger } from '#platform/ui/dialog.tsx'

type Props = { id: string; name: string; may: readonly string[]; onSecret: (secret: string) => void }

/** Gives a key another secret. People who may not make such a key have no button. */
export function RotateKey({ id, name, may, onSecret }: Props) {
  const [open, setOpen] = useState(false)
  if (beyond(useRights(), may).length > 0) return null
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger>
        <Button variant="quiet" size="sm" className="max-lg:h-11">
          New secret
          <span className="sr-only"> for {name}</span>
        </Button>
      </DialogTrigger>
      {open && (
        <RotateDialog
          id={id}
          name={name}
          onDone={secret => {
            setOpen(false)
            onSecret(secret)
          }}
        />
      )}
    </Dialog>
  )
}

const SPANS = [
  { hours: '24', words: 'for a day' },
  { hours: '168', words: 'for a week' },
  { hours: '0', words: 'no more: it leaked' },
]

function RotateDialog({
  id,
  name,
  onDone,
}: Pick<Props, 'id' | 'name'> & { onDone: (secret: string) => void }) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const [hours, setHours] = useState('24')
  const rotate = useMutation(
    trpc.staff.rotateKey.mutationOptions({
      async onSuccess({ secret }) {
        await queries.invalidateQueries({ queryKey: trpc.staff.keys.queryKey() })
        onDone(secret)
      },
    }),
  )
  return (
    <ActionDialog
      title="Give it a new secret?"
      description={name}
      action={{ words: 'Make the secret', doing: 'Making…' }}
      wayOut="Leave it"
      failure="The key keeps its secret"
      mutation={rotate}
      onAction={() => rotate.mutate({ id, oldHours: Number(hours) })}
    >
      <Field id="hours" label="The old secret works" hint="Time to move the program over to the new one.">
        <Select value={hours} onChange={event => setHours(event.target.value)}>
          {SPANS.map(span => (
            <option key={span.hours} value={span.hours}>
              {span.words}
            </option>
          ))}
        </Select>
      </Field>
    </ActionDialog>
  )
}
