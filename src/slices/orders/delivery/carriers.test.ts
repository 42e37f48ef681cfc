import { expect, test } from 'vitest'
import { env } from '#platform/lib/env.ts'
import { carrierUrl } from './carriers.ts'

test.each([
  [
    'Royal Mail',
    'AB 123 456 789 GB',
    'https://www.royalmail.com/track-your-item#/tracking-results/AB123456789GB',
  ],
  ['DPD', '155', 'https://track.dpd.co.uk/search?reference=155'],
  ['Evri', 'H00', 'https://www.evri.com/track/parcel/H00'],
  ['DHL Express', '1&x=2', 'https://www.dhl.com/gb-en/home/tracking.html?tracking-id=1%26x%3D2'],
])('%s has a page for %s', (carrier, number, url) => {
  expect(carrierUrl(carrier, number)).toBe(url)
})

test('the sandbox’s carriers have pages in the sandbox', () => {
  expect(carrierUrl('Royal Parcel', 'OR1GB')).toBe(`${env().sandboxUrl}/track/OR1GB`)
})

test('without a number, or with an unknown carrier, there is no link', () => {
  expect([
    carrierUrl('Royal Mail', ''),
    carrierUrl('Royal Mail', null),
    carrierUrl(null, '1'),
    carrierUrl('Bob’s van', '1'),
    carrierUrl('javascript:alert(1)', '1'),
  ]).toEqual([null, null, null, null, null])
})
