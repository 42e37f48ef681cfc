export type Rate = {
  carrier: string
  service: string
  name: string
  amount: { amount: number; currency: 'GBP' }
  workingDays: { least: number; most: number }
}
type Zone = 'home' | 'europe' | 'world'
type Service = Omit<Rate, 'amount'> & { base: number; perKilo: number }

const royal = 'Royal Parcel'
const swift = 'Swift Courier'
const days = (least: number, most: number) => ({ least, most })

/** Pence for the first kilogram and for each one more. Two services cost the same, as it happens between carriers. */
const services: Record<Zone, readonly Service[]> = {
  home: [
    { carrier: royal, service: 'economy', name: 'Economy', workingDays: days(4, 8), base: 205, perKilo: 40 },
    {
      carrier: royal,
      service: 'tracked_48',
      name: 'Tracked 48',
      workingDays: days(2, 3),
      base: 295,
      perKilo: 60,
    },
    { carrier: swift, service: 'two_day', name: 'Two Day', workingDays: days(2, 2), base: 295, perKilo: 60 },
    {
      carrier: swift,
      service: 'next_day',
      name: 'Next Day',
      workingDays: days(1, 1),
      base: 520,
      perKilo: 90,
    },
  ],
  europe: [
    {
      carrier: royal,
      service: 'surface',
      name: 'Surface',
      workingDays: days(9, 20),
      base: 560,
      perKilo: 180,
    },
    {
      carrier: royal,
      service: 'tracked_abroad',
      name: 'Tracked Abroad',
      workingDays: days(4, 7),
      base: 795,
      perKilo: 260,
    },
    {
      carrier: swift,
      service: 'europe_express',
      name: 'Europe Express',
      workingDays: days(2, 3),
      base: 1_640,
      perKilo: 420,
    },
  ],
  world: [
    {
      carrier: royal,
      service: 'surface',
      name: 'Surface',
      workingDays: days(20, 60),
      base: 880,
      perKilo: 420,
    },
    {
      carrier: royal,
      service: 'tracked_abroad',
      name: 'Tracked Abroad',
      workingDays: days(7, 14),
      base: 1_240,
      perKilo: 640,
    },
    {
      carrier: swift,
      service: 'world_express',
      name: 'World Express',
      workingDays: days(3, 5),
      base: 2_480,
      perKilo: 980,
    },
  ],
}

const NEAR =
  'AT BE BG HR CY CZ DK EE FI FR DE GR HU IS IE IM IT LV LI LT LU MT MC NL NO PL PT RO SK SI ES SE CH AD AL AX BA FO GG GI JE MD ME MK RS SJ SM UA VA XK'.split(
    ' ',
  )

const zoneOf = (from: string, to: string): Zone =>
  from === to ? 'home' : NEAR.includes(to) ? 'europe' : 'world'

type Road = { from: { country: string }; to: { country: string }; weightGrams: number }

/** Every service that takes the parcel, with its price. */
export function ratesFor({ from, to, weightGrams }: Road): Rate[] {
  const more = Math.max(0, Math.ceil(weightGrams / 1_000) - 1)
  return services[zoneOf(from.country, to.country)].map(({ base, perKilo, ...service }) => ({
    ...service,
    amount: { amount: base + more * perKilo, currency: 'GBP' },
  }))
}

/** The Isle of Man belongs to the customs area of the United Kingdom. */
const areaOf = (country: string) => (country === 'IM' ? 'GB' : country)
export const leavesCustomsArea = ({ from, to }: Pick<Road, 'from' | 'to'>): boolean =>
  areaOf(from.country) !== areaOf(to.country)
