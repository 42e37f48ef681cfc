'use client'

import { useId, useState } from 'react'
import { ActionDialog } from '#desk/action-dialog.tsx'
import { Field } from '#platform/forms/field.tsx'
import { Textarea } from '#platform/forms/textarea.tsx'
import { useTRPCClient } from '#platform/trpc/client.tsx'
import { Button } from '#platform/ui/button.tsx'
import { Dialog, DialogTrigger } from '#platform/ui/dialog.tsx'
import { addBinsSchema } from '#slices/floor/bins/bins-input.ts'
import { counted } from '#slices/floor/desk/ui/floor-words.ts'
import { useFloorAction } from '#slices/floor/desk/ui/use-floor-action.ts'

/** Makes bins of the codes that somebody types or pastes. */
export function AddBins({ warehouse }: { warehouse: string }) {
  const client = useTRPCClient()
  const fieldId = useId()
  const [open, setOpen] = useState(false)
  const [typed, setTyped] = useState('')
  const [wrong, setWrong] = useState<string>()
  const add = useFloorAction({
    action: 'floor-add-bins',
    subject: warehouse,
    send: (input: { bins: string[] }, actionId) =>
      client.floor.addBins.mutate({ warehouse, ...input, actionId }),
    notice: 'Bins added',
    onDone: () => {
      setOpen(false)
      setTyped('')
    },
  })
  const read = () => addBinsSchema.safeParse({ warehouse, bins: typed.split(/[\s,;]+/).filter(Boolean) })
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger>
        <Button variant="secondary" className="min-h-12">
          Add bins
        </Button>
      </DialogTrigger>
      {open && (
        <ActionDialog
          title="Add bins"
          description="What is there already stays as it is"
          action={{ words: 'Add them', doing: 'Adding…' }}
          wayOut="Leave it"
          failure="No bin was added"
          mutation={add}
          check={() => {
            const problem = problemOf(read(), typed)
            setWrong(problem)
            return problem ? fieldId : null
          }}
          onAction={() => {
            const { data } = read()
            if (data)
              add.act({ bins: data.bins }, `${counted(data.bins.length, 'bin')} were added in ${warehouse}`)
          }}
        >
          <Field
            id={fieldId}
            label="Codes"
            hint="Zone, rack and level, such as A-03-2. One on each line, or with spaces between."
            error={wrong}
          >
            <Textarea
              autoComplete="off"
              autoCapitalize="characters"
              spellCheck={false}
              value={typed}
              onChange={event => setTyped(event.target.value)}
            />
          </Field>
        </ActionDialog>
      )}
    </Dialog>
  )
}

/** Names the first code that is wrong. */
function problemOf(parsed: ReturnType<typeof addBinsSchema.safeParse>, typed: string): string | undefined {
  const issue = parsed.error?.issues[0]
  if (!issue) return undefined
  const [, index] = issue.path
  const code = typeof index === 'number' ? typed.split(/[\s,;]+/).filter(Boolean)[index] : undefined
  return code ? `${code}: ${issue.message}` : issue.message
}
