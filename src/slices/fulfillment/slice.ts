import { rowsOf } from '#platform/db/kept-rows.ts'
import { byItself, byOrder } from '#platform/db/placement.ts'
import { slice } from '#platform/slice.ts'
import {
  orderCancelled,
  orderConfirmed,
  orderHandOverRepeated,
  orderRecallRequested,
} from '#slices/orders/events.ts'
import { warehouseRouter } from './desk/router.ts'
import { dispatchOrderQueue, recallOrderQueue, repeatDispatchQueue } from './jobs.ts'

/** Parcels: handed to the warehouse, called back from it, and followed. */
export const fulfillment = slice({
  name: 'fulfillment',
  routers: { warehouse: warehouseRouter },
  on: [
    [orderConfirmed, dispatchOrderQueue],
    [orderRecallRequested, recallOrderQueue],
    [orderCancelled, recallOrderQueue],
    [orderHandOverRepeated, repeatDispatchQueue],
  ],
  keeps: [
    {
      // A refused one that nobody has replayed in so long says nothing that the warehouse was not asked about since.
      what: "the warehouse's call-backs",
      keptDays: 90,
      expire: rowsOf(
        'warehouse_callbacks',
        'id',
        'received_at < $1::timestamptz and (processed_at is not null or refusal is not null)',
      ),
    },
  ],
  places: { dispatches: byOrder('order_id'), warehouse_callbacks: byItself('id') },
})
