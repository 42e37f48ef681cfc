'use client'

import { useState } from 'react'
import { ActionDialog } from '#desk/action-dialog.tsx'
import { useTRPCClient } from '#platform/trpc/client.tsx'
import { Button } from '#platform/ui/button.tsx'
import { Dialog, DialogTrigger } from '#platform/ui/dialog.tsx'
import type { Warehouse } from '#slices/inventory/queries.ts'
import { setFloorSchema, type WarehouseFloor } from '#slices/inventory/warehouses/warehouse-input.ts'
import { useStockAction } from './use-stock-action.ts'

const words: Record<WarehouseFloor, { act: string; doing: string; notice: string; follows: string }> = {
  own: {
    act: 'Pack here ourselves',
    doing: 'Taking over…',
    notice: 'Packing taken over',
    follows:
      'From the next parcel on, our own people pick and pack here, under Floor. Parcels that were handed over to the outside warehouse already stay with it.',
  },
  outside: {
    act: 'Leave packing to the outside warehouse',
    doing: 'Handing on…',
    notice: 'Packing left outside',
    follows:
      'From the next parcel on, the outside warehouse is told of each one and packs it. Parcels that are on our floor already stay there.',
  },
}

/** A button that says who packs in a warehouse from now on, after a question for the reason. */
export function SetFloor({ warehouse: { code, name, floor } }: { warehouse: Warehouse }) {
  const [open, setOpen] = useState(false)
  const client = useTRPCClient()
  const to = floor === 'own' ? 'outside' : 'own'
  const { act, doing, notice, follows } = words[to]
  const set = useStockAction({
    action: `warehouse-floor-${to}`,
    subject: code,
    send: (input: { reason: string }, actionId) =>
      client.stock.setFloor.mutate({ code, floor: to, ...input, actionId }),
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
          question={{ label: 'Reason', schema: setFloorSchema.shape.reason, keptIn: 'who did what' }}
          action={{ words: act, doing }}
          wayOut="Leave it"
          failure="Nothing was changed"
          mutation={set}
          onAction={reason => set.act({ reason }, `it was changed who packs in ${code}`)}
        >
          <p className="text-muted">{follows}</p>
        </ActionDialog>
      )}
    </Dialog>
  )
}
