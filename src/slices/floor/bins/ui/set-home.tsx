'use client'

import { useState } from 'react'
import { ActionDialog } from '#desk/action-dialog.tsx'
import { Field } from '#platform/forms/field.tsx'
import { Input } from '#platform/forms/input.tsx'
import { useTRPCClient } from '#platform/trpc/client.tsx'
import { Button } from '#platform/ui/button.tsx'
import { Dialog, DialogTrigger } from '#platform/ui/dialog.tsx'
import type { Whereabouts } from '#slices/floor/bins/read-bins.ts'
import { useFloorAction } from '#slices/floor/desk/ui/use-floor-action.ts'
import { binField } from '#slices/inventory/warehouses/bin-field.ts'

/** Says in which bin an item is at home here: where arrivals of it are to be put. */
export function SetHome({
  warehouse,
  shelf: { sku, name, home },
}: {
  warehouse: string
  shelf: Whereabouts
}) {
  const client = useTRPCClient()
  const [open, setOpen] = useState(false)
  const [typed, setTyped] = useState(home ?? '')
  const [wrong, setWrong] = useState<string>()
  const set = useFloorAction({
    action: 'floor-set-home',
    subject: `${warehouse} ${sku}`,
    send: (input: { bin: string | null }, actionId) =>
      client.floor.setHome.mutate({ warehouse, sku, ...input, actionId }),
    notice: 'Home changed',
    onDone: () => setOpen(false),
  })
  /** Empty: it is at home nowhere. */
  const read = () => (typed.trim() ? binField.safeParse(typed) : { data: null, error: undefined })
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger>
        <Button variant="secondary" className="min-h-12">
          {home ? 'Change its home' : 'Give it a home'}
        </Button>
      </DialogTrigger>
      {open && (
        <ActionDialog
          title="Where it is at home"
          description={name}
          action={{ words: 'Save it', doing: 'Saving…' }}
          wayOut="Leave it"
          failure="Its home was not changed"
          mutation={set}
          check={() => {
            const problem = read().error?.issues[0]?.message
            setWrong(problem)
            return problem ? 'home-bin' : null
          }}
          onAction={() => {
            const { data } = read()
            if (data !== undefined) set.act({ bin: data }, `the home of ${sku} in ${warehouse} was changed`)
          }}
        >
          <Field
            id="home-bin"
            label="Bin"
            hint="What comes is put away there first. A new code makes a new bin; empty, it has no home here."
            error={wrong}
          >
            <Input
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
