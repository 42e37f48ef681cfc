import { byOrder } from '#platform/db/placement.ts'
import { slice } from '#platform/slice.ts'
import { promiseDelayed } from './events.ts'

export const promises = slice({
  name: 'promises',
  about: 'The day that was promised of each parcel, its reason, and whether it was kept',
  events: [promiseDelayed],
  queueWords: { 'promise.delayed': { does: 'Announce that a parcel comes later' } },
  faultPoints: { 'promise.in': 'a parcel that is late has other days, not committed' },
  places: { parcel_promises: byOrder('order_id'), promise_days: byOrder('order_id') },
})
