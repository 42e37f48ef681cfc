'use client'

import { useTRPCClient } from '#platform/trpc/client.tsx'
import type { Warehouse } from '#slices/inventory/queries.ts'
import type { WarehouseLabels } from '#slices/inventory/warehouses/warehouse-input.ts'
import { SwitchWarehouse, type SwitchWords } from './switch-warehouse.tsx'

const words: Record<WarehouseLabels, SwitchWords> = {
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
export function SetLabels({ warehouse }: { warehouse: Warehouse }) {
  const client = useTRPCClient()
  const { code, labels } = warehouse
  const to = labels === 'bought' ? 'typed' : 'bought'
  return (
    <SwitchWarehouse
      warehouse={warehouse}
      words={words[to]}
      action={`warehouse-labels-${to}`}
      done={`it was changed where labels of ${code} come from`}
      send={input => client.stock.setLabels.mutate({ code, labels: to, ...input })}
    />
  )
}
