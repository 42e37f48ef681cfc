import Package from 'lucide-react/icons/package'
import { rowsOf } from '#platform/db/kept-rows.ts'
import { byItself, byOrder } from '#platform/db/placement.ts'
import { slice } from '#platform/slice.ts'
import { floorParcelMoved } from '#slices/floor/events.ts'
import {
  orderAddressChanged,
  orderCancelled,
  orderConfirmed,
  orderHandOverRepeated,
  orderItemsRecalled,
  orderRecallRequested,
  orderResent,
} from '#slices/orders/events.ts'
import { countLost } from '#slices/promises/queries.ts'
import { staffParcelsRest } from './desk/rest.ts'
import { warehouseRouter } from './desk/router.ts'
import {
  dispatchOrderQueue,
  hearFloorQueue,
  recallItemsQueue,
  recallOrderQueue,
  repeatDispatchQueue,
  sendResentQueue,
  tellAddressQueue,
} from './jobs.ts'
import { pages } from './pages.ts'
import { countTroubles } from './queries.ts'

export const fulfillment = slice({
  name: 'fulfillment',
  about: 'Parcels: handed to the warehouse, called back from it, and followed',
  routers: { warehouse: warehouseRouter },
  rest: staffParcelsRest,
  room: { href: '/admin/parcels', label: 'Parcels', icon: Package, place: 2, may: 'orders.read' },
  waits: [
    { room: '/admin/jobs', may: 'orders.read', count: countTroubles },
    { room: '/admin/parcels', count: countLost },
  ],
  pages,
  permissions: {
    'parcels.write': 'Take in refused call-backs again',
  },
  on: [
    [orderConfirmed, dispatchOrderQueue],
    [orderRecallRequested, recallOrderQueue],
    [orderCancelled, recallOrderQueue],
    [orderItemsRecalled, recallItemsQueue],
    [orderHandOverRepeated, repeatDispatchQueue],
    [orderResent, sendResentQueue],
    [orderAddressChanged, tellAddressQueue],
    [floorParcelMoved, hearFloorQueue],
  ],
  queueWords: {
    'warehouse.dispatch': { does: 'Hand the order to the warehouse', partner: 'The warehouse' },
    'warehouse.recall': { does: 'Call the order back from the warehouse', partner: 'The warehouse' },
    'warehouse.recall-items': { does: 'Take items out of parcels', partner: 'The warehouse' },
    'warehouse.tell-address': { does: 'Tell the warehouse the new address', partner: 'The warehouse' },
    'warehouse.hear-floor': { does: 'Follow a parcel on our own floor' },
    'warehouse.send-resent': { does: 'Hand over what is sent once more', partner: 'The warehouse' },
    'warehouse.repeat-dispatch': { does: 'Hand the order over again', partner: 'The warehouse' },
  },
  faultPoints: {
    'dispatch.before-send': 'the warehouse has not been told',
    'dispatch.sent': 'the warehouse was told, not noted',
    'parcel.asked': 'the warehouse said where a parcel is, nothing written',
    'recall.answered': 'the warehouse has answered the recall, nothing written',
    'items-recall.answered': 'the warehouse has stopped parcels with items to be taken out, nothing written',
  },
  keeps: [
    {
      what: "the warehouse's call-backs",
      keptDays: 90,
      why: 'A refused one that nobody has replayed in so long says nothing that the warehouse was not asked about since.',
      expire: rowsOf(
        'warehouse_callbacks',
        'id',
        'received_at < $1::timestamptz and (processed_at is not null or refusal is not null)',
      ),
    },
  ],
  places: {
    parcels: byOrder('order_id'),
    dispatches: byOrder('order_id'),
    warehouse_callbacks: byItself('id'),
  },
})
