import { local } from '#platform/db/placement.ts'
import { slice } from '#platform/slice.ts'
import { floorParcelMoved, floorParcelStopped } from '#slices/floor/events.ts'
import { labelsRest } from './desk/rest.ts'
import { labelsRouter } from './desk/router.ts'
import { parcelTroubled } from './events.ts'
import { carrierInvariants } from './invariants.ts'
import { settleLabelQueue } from './jobs.ts'
import { carrierLimits } from './rate-limits.ts'
import { trackingRouter } from './shop/router.ts'

export const carriers = slice({
  name: 'carriers',
  about: 'Labels bought for the parcels of our own floor, and where the carrier says that they are',
  routers: { tracking: trackingRouter, labels: labelsRouter },
  rest: labelsRest,
  on: [
    [floorParcelMoved, settleLabelQueue],
    [floorParcelStopped, settleLabelQueue],
  ],
  events: [parcelTroubled],
  queueWords: {
    'carriers.parcel_troubled': { does: 'Tell the shop that the carrier lost or damaged a parcel' },
    'carriers.settle-label': { does: 'Buy, void or hand over a label', partner: 'The carrier' },
  },
  faultPoints: {
    'label.before-buy': 'a label is noted, and the carrier has not been asked to sell it',
    'label.bought': 'the carrier has sold a label, nothing written',
    'label.in': 'a label bought, with its number on the parcel, not committed',
    'label.voided': 'the carrier has taken a label back, nothing written',
    'label.told': 'the carrier was told of a hand-over, not noted',
    'scan-heard.in': 'a scan of the carrier with what all of them say, not committed',
    'label.tracked': 'the carrier said where a parcel is, nothing written',
  },
  limits: carrierLimits,
  invariants: carrierInvariants,
  // Beside the floor whose parcels they are for.
  places: { labels: local, tracking_events: local },
})
