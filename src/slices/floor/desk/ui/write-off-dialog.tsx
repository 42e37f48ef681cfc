'use client'

import { useId, useState } from 'react'
import { ActionDialog } from '#desk/action-dialog.tsx'
import { useTRPCClient } from '#platform/trpc/client.tsx'
import { Button } from '#platform/ui/button.tsx'
import { Dialog, DialogTrigger } from '#platform/ui/dialog.tsx'
import { writeOffSchema } from '#slices/floor/put-back/write-off-input.ts'
import type { FloorParcel } from '#slices/floor/queries.ts'
import { counted, itemName } from './floor-words.ts'
import { UnitsField } from './units-field.tsx'
import { useFloorAction } from './use-floor-action.ts'

type WriteOffProps = { parcel: FloorParcel; line: FloorParcel['lines'][number] }

/** A button for units that nobody will put back: they are lost or broken. */
export function WriteOffDialog({ parcel: { id, orderNumber }, line }: WriteOffProps) {
  const client = useTRPCClient()
  const unitsId = useId()
  const [open, setOpen] = useState(false)
  const [typed, setTyped] = useState('1')
  const [wrong, setWrong] = useState<string>()
  const writeOff = useFloorAction({
    action: 'floor-write-off',
    subject: `${id} ${line.sku}`,
    send: (input: { quantity: number; reason: string }, actionId) =>
      client.floor.writeOff.mutate({ id: actionId, parcel: id, code: line.sku, ...input, actionId }),
    notice: 'Written off',
    onDone: () => setOpen(false),
  })
  const quantity = Number(typed)
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger>
        <Button variant="secondary" className="min-h-12">
          Write off
          <span className="sr-only">
            {' '}
            {itemName(line)} of {orderNumber}
          </span>
        </Button>
      </DialogTrigger>
      {open && (
        <ActionDialog
          title="Write off what is not put back?"
          description={`${itemName(line)} of ${orderNumber}`}
          question={{
            label: 'Reason',
            schema: writeOffSchema.shape.reason,
            suggestions: ['It is lost', 'It is broken'],
            keptIn: 'the ledger',
          }}
          action={{ words: 'Write off', doing: 'Writing off…', danger: true }}
          wayOut="Leave it"
          failure="Nothing was written off"
          mutation={writeOff}
          check={() => {
            const isRight = Number.isInteger(quantity) && quantity >= 1 && quantity <= line.picked
            setWrong(isRight ? undefined : `Enter a number from 1 to ${line.picked}`)
            return isRight ? null : unitsId
          }}
          onAction={reason =>
            writeOff.act({ quantity, reason }, `${counted(quantity, 'unit')} of ${line.sku} were written off`)
          }
        >
          <p className="text-muted">
            The units come off the books of the shelf, and this parcel no longer waits for them.
          </p>
          <UnitsField id={unitsId} units={typed} error={wrong} onType={setTyped} />
        </ActionDialog>
      )}
    </Dialog>
  )
}
