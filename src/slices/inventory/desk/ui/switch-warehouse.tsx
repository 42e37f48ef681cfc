'use client'

import { useState } from 'react'
import { ActionDialog } from '#desk/action-dialog.tsx'
import { reasonSchema } from '#desk/reason.ts'
import { Button } from '#platform/ui/button.tsx'
import { Dialog, DialogTrigger } from '#platform/ui/dialog.tsx'
import type { Warehouse } from '#slices/inventory/queries.ts'
import { useStockAction } from './use-stock-action.ts'

export type SwitchWords = { act: string; doing: string; notice: string; follows: string }

type SwitchWarehouseProps = {
  warehouse: Pick<Warehouse, 'code' | 'name'>
  words: SwitchWords
  action: string
  /** What was done, for a line that says that it may have been done. */
  done: string
  send: (input: { reason: string; actionId: string }) => Promise<object>
}

/** A button that changes how a warehouse works, after a question for the reason. */
export function SwitchWarehouse({ warehouse, words, action, done, send }: SwitchWarehouseProps) {
  const [open, setOpen] = useState(false)
  const { act, doing, notice, follows } = words
  const set = useStockAction({
    action,
    subject: warehouse.code,
    send: (input: { reason: string }, actionId) => send({ ...input, actionId }),
    notice,
    onDone: () => setOpen(false),
  })
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger>
        <Button variant="quiet" size="sm" wide className="w-auto max-lg:min-h-11">
          {act}
          <span className="sr-only"> {warehouse.name}</span>
        </Button>
      </DialogTrigger>
      {open && (
        <ActionDialog
          title={`${act}?`}
          description={warehouse.name}
          question={{ label: 'Reason', schema: reasonSchema, keptIn: 'who did what' }}
          action={{ words: act, doing }}
          wayOut="Leave it"
          failure="Nothing was changed"
          mutation={set}
          onAction={reason => set.act({ reason }, done)}
        >
          <p className="text-muted">{follows}</p>
        </ActionDialog>
      )}
    </Dialog>
  )
}
