'use client'

import { useState } from 'react'
import { ActionDialog } from '#desk/action-dialog.tsx'
import { useTRPCClient } from '#platform/trpc/client.tsx'
import { Button } from '#platform/ui/button.tsx'
import { Dialog, DialogTrigger } from '#platform/ui/dialog.tsx'
import type { Warehouse } from '#slices/inventory/queries.ts'
import { moveWarehouseSchema, type WarehouseState } from '#slices/inventory/warehouses/warehouse-input.ts'
import { useStockAction } from './use-stock-action.ts'

const words: Record<
  WarehouseState,
  { button: string; act: string; doing: string; done: string; follows: string }
> = {
  open: {
    button: 'Open again',
    act: 'Open the warehouse again',
    doing: 'Opening…',
    done: 'opened',
    follows: 'Orders take stock from it again, at once.',
  },
  paused: {
    button: 'Pause',
    act: 'Pause the warehouse',
    doing: 'Pausing…',
    done: 'paused',
    follows:
      'It sends what it has promised, and promises nothing more. What lies only there reads as sold out in the shop.',
  },
  closed: {
    button: 'Close',
    act: 'Close the warehouse',
    doing: 'Closing…',
    done: 'closed',
    follows:
      'Only an empty warehouse can be closed. Nobody can put anything there until it is opened again; what customers send back still comes to it.',
  },
}

/** A button that opens, pauses or closes a warehouse, after a question for the reason. */
export function MoveWarehouse({ warehouse, to }: { warehouse: Warehouse; to: WarehouseState }) {
  const [open, setOpen] = useState(false)
  const client = useTRPCClient()
  const { button, act, doing, done, follows } = words[to]
  const { code, name } = warehouse
  const move = useStockAction({
    action: `warehouse-${to}`,
    subject: code,
    send: (input: { reason: string }, actionId) =>
      client.stock.moveWarehouse.mutate({ code, state: to, ...input, actionId }),
    notice: `Warehouse ${done}`,
    onDone: () => setOpen(false),
  })
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger>
        <Button variant="quiet" size="sm" className="max-lg:h-11">
          {button}
          <span className="sr-only"> {name}</span>
        </Button>
      </DialogTrigger>
      {open && (
        <ActionDialog
          title={`${act}?`}
          description={name}
          question={{
            label: 'Reason',
            schema: moveWarehouseSchema.shape.reason,
            keptIn: 'who did what',
          }}
          action={{ words: act, doing, danger: to === 'closed' }}
          wayOut="Leave it"
          failure={`The warehouse was not ${done}`}
          mutation={move}
          onAction={reason => move.act({ reason }, `the warehouse ${code} was ${done}`)}
        >
          <p className="text-muted">{follows}</p>
        </ActionDialog>
      )}
    </Dialog>
  )
}
