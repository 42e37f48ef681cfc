import { Webhook } from 'standardwebhooks'
import { afterEach, expect, test } from 'vitest'
import { carrierCalls, labelRequest as label } from '#sandbox/testing/carrier-calls.ts'
import { carrierSecret, startWorld, type World } from '#sandbox/testing/world.ts'

let world: World
afterEach(() => world.close())
const { ask, press } = carrierCalls(() => world)

const fault = (kind: string, more = {}) =>
  world.post('/_sandbox/faults', { service: 'carrier', kind, ...more })
const stateOf = async (id: string) => (await ask('GET', `/labels/${id}`)).body.state
const scansOf = async (id: string) =>
  (await ask('GET', `/labels/${id}/tracking`)).body.scans.map(({ code }: { code: string }) => code)
const told = () => world.received.map(({ event }) => event.type.replace('tracking.', ''))

test('a label is bought once under its id, and another parcel or road under it is refused', async () => {
  world = await startWorld()
  const bought = await ask('PUT', '/labels/l1', label)
  expect(bought).toMatchObject({
    status: 201,
    body: {
      id: 'l1',
      parcelId: 'parcel-1',
      state: 'bought',
      carrier: 'Royal Parcel',
      cost: { amount: 295, currency: 'GBP' },
      trackingNumber: expect.stringMatching(/^RP\d{9}GB$/),
    },
  })
  expect(await ask('PUT', '/labels/l1', label)).toEqual({ status: 200, body: bought.body })
  expect((await ask('PUT', '/labels/l1', { ...label, weightGrams: 901 })).status).toBe(409)
  expect(await world.list('/_sandbox/labels')).toHaveLength(1)
  expect(await world.list('/_sandbox/shipments?orderId=order-1')).toMatchObject([
    { orderId: 'order-1', orderNumber: 'O-2K7F-9QXM', parcelId: 'parcel-1', state: 'packed' },
  ])
  expect(await world.list('/_sandbox/shipments?of=warehouse')).toEqual([])
})

test('a label whose answer was lost is there when it is asked for', async () => {
  world = await startWorld()
  await fault('timeout_after', { ms: 10 })
  await expect(ask('PUT', '/labels/l1', label)).rejects.toThrow()
  expect((await ask('GET', '/labels/l1')).status).toBe(200)
})

test('before the carrier has seen its parcel a label is voided, and never bought again; afterwards it is not', async () => {
  world = await startWorld()
  await ask('PUT', '/labels/early', label)
  for (const _ of ['once', 'again'])
    expect(await ask('DELETE', '/labels/early')).toMatchObject({ status: 200, body: { state: 'voided' } })
  expect(await ask('PUT', '/labels/early', label)).toMatchObject({ status: 200, body: { state: 'voided' } })
  expect((await ask('PUT', '/labels/early/handed-over')).status).toBe(409)
  await ask('PUT', '/labels/late', label)
  await ask('PUT', '/labels/late/handed-over')
  expect(await ask('DELETE', '/labels/late')).toMatchObject({
    status: 409,
    body: { code: 'already_accepted' },
  })
  expect((await ask('DELETE', '/labels/never')).status).toBe(404)
})

test('rates say what each service costs, dearer with each kilogram and with the distance', async () => {
  world = await startWorld()
  const rates = async (country: string, weightGrams: number) => {
    const to = { ...label.to, country }
    const { body } = await ask('POST', '/rates', { from: label.from, to, weightGrams })
    return body.rates.map((rate: { amount: { amount: number } }) => rate.amount.amount)
  }
  expect(await rates('GB', 1_000)).toEqual([205, 295, 295, 520])
  expect(await rates('GB', 1_001)).toEqual([245, 355, 355, 610])
  expect(await rates('FR', 500)).toEqual([560, 795, 1_640])
  expect(await rates('US', 500)).toEqual([880, 1_240, 2_480])
})

test.each([
  ['nonsense', { ...label, weightGrams: 0 }, 'validation_failed'],
  ['a service that there is not', { ...label, service: 'pigeon' }, 'no_such_service'],
  [
    'contents left out for another customs area',
    { ...label, service: 'tracked_abroad', to: { ...label.to, country: 'FR' } },
    'customs_missing',
  ],
])('%s is refused and costs nothing', async (_, wrong, code) => {
  world = await startWorld()
  expect(await ask('PUT', '/labels/l1', wrong)).toMatchObject({ status: 422, body: { code } })
  expect(await world.list('/_sandbox/labels')).toEqual([])
})

test('a parcel that was handed over takes stage by stage, and each is told, signed by Standard Webhooks', async () => {
  world = await startWorld({ carrierStepMs: 20 })
  await ask('PUT', '/labels/l1', label)
  for (const _ of ['once', 'again']) await ask('PUT', '/labels/l1/handed-over')
  await world.until(received => received.length >= 4)
  expect(await scansOf('l1')).toEqual(['accepted', 'in_transit', 'out_for_delivery', 'delivered'])
  expect(told().sort()).toEqual(['accepted', 'delivered', 'in_transit', 'out_for_delivery'])
  for (const { body, headers } of world.received) {
    const signed = {
      'webhook-id': String(headers['webhook-id']),
      'webhook-timestamp': String(headers['webhook-timestamp']),
      'webhook-signature': String(headers['webhook-signature']),
    }
    expect(new Webhook(carrierSecret).verify(body, signed)).toMatchObject({ data: { labelId: 'l1' } })
    expect(() => new Webhook(carrierSecret).verify(`${body} `, signed)).toThrow()
  }
})

test.each([
  ['4 Lost Lane', ['accepted', 'lost']],
  ['4 Damaged Row', ['accepted', 'in_transit', 'damaged']],
  [
    '4 Undeliverable Street',
    ['accepted', 'in_transit', 'out_for_delivery', 'undeliverable', 'returned_to_sender'],
  ],
])('a parcel to %s ends as the street says', async (line1, codes) => {
  world = await startWorld()
  await ask('PUT', '/labels/l1', { ...label, to: { ...label.to, line1 } })
  await ask('PUT', '/labels/l1/handed-over')
  for (const _ of codes) await press('advance')
  expect(await scansOf('l1')).toEqual(codes)
})

test('by hand a parcel is lost and found again; one that has arrived stays there', async () => {
  world = await startWorld()
  await ask('PUT', '/labels/l1', label)
  await ask('PUT', '/labels/l1/handed-over')
  for (const code of ['lost', 'delivered', 'lost']) await press('scan', { id: 'l1', code })
  expect(await scansOf('l1')).toEqual(['accepted', 'lost', 'delivered'])
})

test('a paused road moves nothing, until it goes on; and it goes on after a restart', async () => {
  world = await startWorld({ carrierStepMs: 1 })
  await press('pause')
  await ask('PUT', '/labels/l1', label)
  await ask('PUT', '/labels/l1/handed-over')
  // A road that moves is at its end after a few of these looks.
  for (let look = 0; look < 50; look++) expect(await stateOf('l1')).toBe('accepted')
  await world.restart()
  expect(await stateOf('l1')).toBe('accepted')
  await press('resume')
  await world.until(() => told().includes('delivered'))
})

test('webhooks may be doubled or lost', async () => {
  world = await startWorld()
  await ask('PUT', '/labels/l1', label)
  await fault('duplicate_webhook')
  await ask('PUT', '/labels/l1/handed-over')
  await world.until(received => received.length === 2)
  expect(new Set(world.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
  await fault('drop_webhook')
  await press('advance')
  await press('advance')
  await world.until(received => received.length === 3)
  expect(told()).toEqual(['accepted', 'accepted', 'out_for_delivery'])
})

test('the label is an A6 page, and its number has a page of its own', async () => {
  world = await startWorld()
  const { body } = await ask('PUT', '/labels/l1', { ...label, to: { ...label.to, name: 'Łukasz' } })
  const headers = { Authorization: 'Bearer ca_key' }
  const pdf = await fetch(`${world.url}/carrier/v1/labels/l1/label.pdf`, { headers })
  expect(pdf.headers.get('content-type')).toBe('application/pdf')
  expect(Buffer.from(await pdf.arrayBuffer()).toString('latin1')).toMatch(
    /^%PDF-[\s\S]+MediaBox \[0 0 297\.\d+ 419/,
  )
  await ask('PUT', '/labels/l1/handed-over')
  const page = await (await fetch(body.trackingUrl)).text()
  expect(page).toContain('Royal Parcel')
  expect(page).toContain('Accepted, At the sender')
  expect(page).not.toContain('ukasz')
  expect(await (await fetch(`${world.url}/carrier`)).text()).toContain('aria-label="Lost: O-2K7F-9QXM"')
})
