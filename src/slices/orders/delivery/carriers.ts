import { env } from '#platform/lib/env.ts'

/** Carriers by the names that warehouses use, each with its tracking page. `#` stands for the number. */
const carriers: readonly (readonly [name: RegExp, link: string])[] = [
  [/^royal mail\b/i, 'https://www.royalmail.com/track-your-item#/tracking-results/#'],
  [/^parcelforce\b/i, 'https://www.parcelforce.com/track-trace?trackNumber=#'],
  [/^dpd( uk| local)?$/i, 'https://track.dpd.co.uk/search?reference=#'],
  [/^(evri|hermes)\b/i, 'https://www.evri.com/track/parcel/#'],
  [/^yodel\b/i, 'https://www.yodel.co.uk/tracking/#'],
  [/^dhl\b/i, 'https://www.dhl.com/gb-en/home/tracking.html?tracking-id=#'],
  [/^ups\b/i, 'https://www.ups.com/track?tracknum=#'],
  [/^fedex\b/i, 'https://www.fedex.com/fedextrack/?trknbr=#'],
  [/^gls\b/i, 'https://gls-group.com/track/#'],
  [/^usps\b/i, 'https://tools.usps.com/go/TrackConfirmAction?tLabels=#'],
  [/^an post\b/i, 'https://www.anpost.com/Post-Parcels/Track/History?item=#'],
]

/** The sandbox's own carriers, whose pages are in the sandbox. */
const SANDBOX_CARRIERS = /^(royal parcel|swift courier)$/i

/** The carrier's page for a parcel. Null when we know no page of this carrier. */
export function carrierUrl(carrier: string | null, trackingNumber: string | null): string | null {
  if (!carrier || !trackingNumber) return null
  const number = encodeURIComponent(trackingNumber.replace(/\s+/g, ''))
  const { sandboxUrl, warehouse, carrier: seller } = env()
  if (SANDBOX_CARRIERS.test(carrier))
    return [warehouse.url, seller.url].some(url => url.startsWith(sandboxUrl))
      ? `${sandboxUrl}/track/${number}`
      : null
  const link = carriers.find(([name]) => name.test(carrier.trim()))?.[1]
  return link ? link.replace(/#$/, number) : null
}
