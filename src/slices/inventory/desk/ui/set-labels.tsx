'use client'

import { useState } from 'react'
import { ActionDialog } from '#desk/action-dialog.tsx'
import { useTRPCClient } from '#platform/trpc/client.tsx'
import { Button } from '#platform/ui/button.tsx'
import { Dialog, DialogTrigger } from '#platform/ui/dialog.tsx'
import type { Warehouse } from '#slices/inventory/queries.ts'
import { setLabelsSchema, type WarehouseLabels } from '#slices/inventory/warehouses/warehouse-input.ts'
import { useStockAction } from './use-stock-action.ts'

const words: Record<WarehouseLabels, { act: string; doing: string; notice: string; follows: string }> = {
  bought: {
    act: 'Buy labels',
    doing: 'Beginning…',
    notice: 'Labels are bought from now on',
    follows:
      'From the next box that is closed here on, the shop buys a label of the cheapest service that keeps the promised days. A parcel leaves with its label, unless somebody types another carrier and number.',
  },
  typed: {
    act: 'Type labels by hand',
    doing: 'Stopping…',
    notice: 'Labels are typed from now on',
    follows:
      'No more labels are bought here. Carrier and number are typed at the hand-over. Labels that were bought already stay on their parcels.',
  },
}

/** A button that says where the labels of a warehouse's parcels come from, after a question for the reason. */
export function SetLabels({ warehouse: { code, name, labels } }: { warehouse: Warehouse }) {
  const [open, setOpen] = useState(false)
  const client = useTRPCClient()
  const to = labels === 'bought' ? 'typed' : 'bought'
  const { act, doing, notice, follows } = words[to]
  const set = useStockAction({
    action: `warehouse-labels-${to}`,
    subject: code,
    send: (input: { reason: string }, actionId) =>
      client.stock.setLabels.mutate({ code, labels: to, ...input, actionId }),
    notice,
    onDone: () => setOpen(false),
  })
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger>
        <Button variant="quiet" size="sm" wide className="w-auto max-lg:min-h-11">
          {act}
          <span className="sr-only"> {name}</span>
        </Button>
      </DialogTrigger>
      {open && (
        <ActionDialog
          title={`${act}?`}
          description={name}
          question={{ label: 'Reason', schema: setLabelsSchema.shape.reason, keptIn: 'who did what' }}
          action={{ words: act, doing }}
          wayOut="Leave it"
          failure="Nothing was changed"
          mutation={set}
          onAction={reason => set.act({ reason }, `it was changed where labels of ${code} come from`)}
        >
          <p className="text-muted">{follows}</p>
        </ActionDialog>
      )}
    </Dialog>
  )
}
