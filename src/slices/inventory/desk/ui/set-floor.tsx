'use client'

import { useTRPCClient } from '#platform/trpc/client.tsx'
import type { Warehouse } from '#slices/inventory/queries.ts'
import type { WarehouseFloor } from '#slices/inventory/warehouses/warehouse-input.ts'
import { SwitchWarehouse, type SwitchWords } from './switch-warehouse.tsx'

const words: Record<WarehouseFloor, SwitchWords> = {
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
export function SetFloor({ warehouse }: { warehouse: Warehouse }) {
  const client = useTRPCClient()
  const { code, floor } = warehouse
  const to = floor === 'own' ? 'outside' : 'own'
  return (
    <SwitchWarehouse
      warehouse={warehouse}
      words={words[to]}
      action={`warehouse-floor-${to}`}
      done={`it was changed who packs in ${code}`}
      send={input => client.stock.setFloor.mutate({ code, floor: to, ...input })}
    />
  )
}
