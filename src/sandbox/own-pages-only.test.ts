import { type IncomingMessage, request } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startWorld, type World } from './testing/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.close())

/** As a browser sends it: also the headers that no page and no `fetch` may set. */
async function ask(method: string, path: string, headers: Record<string, string> = {}, body = '') {
  const answer = await new Promise<IncomingMessage>((done, failed) =>
    request(`${world.url}${path}`, { method, headers }, done).once('error', failed).end(body),
  )
  answer.resume()
  return answer.statusCode
}

const form = { 'content-type': 'application/x-www-form-urlencoded' }
const changes: [method: string, path: string, headers: Record<string, string>, body: string][] = [
  [
    'POST',
    '/_sandbox/faults',
    { 'content-type': 'text/plain' },
    '{"service":"stripe","kind":"down","ms":60000}',
  ],
  ['POST', '/_sandbox/faults', { 'content-type': 'application/json' }, '{"service":"stripe","kind":"down"}'],
  ['DELETE', '/_sandbox/faults', {}, ''],
  ['POST', '/_sandbox/reset', {}, ''],
  ['POST', '/reset', form, ''],
  ['POST', '/faults', form, 'service=stripe&kind=down&ms=60000'],
  ['POST', '/faults/clear', form, ''],
  ['POST', '/floor/advance', form, ''],
  ['POST', '/floor/pause', form, ''],
  ['POST', '/carrier/advance', form, ''],
  ['POST', '/carrier/scan', form, 'id=l1&code=lost'],
  ['PUT', '/carrier/v1/labels/l1', { 'content-type': 'text/plain' }, '{}'],
  ['DELETE', '/carrier/v1/labels/l1', {}, ''],
  ['POST', '/3ds/pi_1?client_secret=x', form, 'answer=approve'],
  ['POST', '/card-frame/tokens', { 'content-type': 'text/plain' }, '{}'],
  ['POST', '/v1/payment_intents', form, 'amount=100&currency=gbp'],
  ['POST', '/emails', { 'content-type': 'text/plain' }, '{}'],
  ['PUT', '/warehouse/v1/orders/o1', { 'content-type': 'text/plain' }, '{}'],
  ['DELETE', '/warehouse/v1/orders/o1', {}, ''],
  ['POST', '/turnstile/v0/siteverify', { 'content-type': 'text/plain' }, '{}'],
]
const elsewhere: [string, Record<string, string>][] = [
  ['another site', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
  ['another site in an older browser', { origin: 'https://evil.example' }],
  ['the shop’s port on this machine', { origin: 'http://localhost:3000', 'sec-fetch-site': 'same-site' }],
  ['a frame without an origin', { origin: 'null', 'sec-fetch-site': 'cross-site' }],
  ['a form that hides its origin', { origin: 'null' }],
  ['a name that was made to point here', { host: 'evil.example:3001', origin: 'http://evil.example:3001' }],
  ['such a name, with no origin said', { host: 'localhost.evil.example' }],
]

describe('Nothing is done for', () => {
  const cells = elsewhere.flatMap(([from, sent]) =>
    changes.map(([method, path, own, body]) => ({ from, method, path, headers: { ...own, ...sent }, body })),
  )
  test.each(cells)('$from: $method $path', async ({ method, path, headers, body }) => {
    expect(await ask(method, path, headers, body)).toBe(403)
  })
  test('any of them: no fault was set', async () => {
    expect(await world.list('/_sandbox/faults')).toEqual([])
  })
})

describe('Nothing is read by', () => {
  const rooms = ['/inbox', '/bank', '/_sandbox/emails', '/_sandbox/charges', '/v1/events', '/card-frame']
  test.each(rooms)('a page of another origin: %s', async path => {
    expect(await ask('GET', path, { origin: 'https://evil.example' })).toBe(403)
    expect(await ask('GET', path, { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' })).toBe(403)
    expect(await ask('GET', path, { host: 'evil.example:3001' })).toBe(403)
  })
  test('a frame around a page that is not made for it', async () => {
    const framed = {
      'sec-fetch-site': 'cross-site',
      'sec-fetch-mode': 'navigate',
      'sec-fetch-dest': 'iframe',
    }
    expect(await ask('GET', '/inbox', framed)).toBe(403)
  })
})

describe('Served as before are', () => {
  const shop = 'http://localhost:3000'
  const navigating = (destination: string) => ({
    'sec-fetch-site': 'same-site',
    'sec-fetch-mode': 'navigate',
    'sec-fetch-dest': destination,
  })
  test('programs, which send no origin', async () => {
    const json = { 'content-type': 'application/json' }
    const fault = '{"service":"resend","kind":"latency","count":1,"ms":1}'
    expect(await ask('POST', '/_sandbox/faults', json, fault)).toBeLessThan(300)
    expect(await ask('DELETE', '/_sandbox/faults')).toBeLessThan(300)
    expect(await ask('GET', '/_sandbox/emails', { host: '127.0.0.1:3001' })).toBe(200)
    expect(await ask('GET', '/_sandbox/emails', { host: '[::1]:3001' })).toBe(200)
  })
  test('the shop’s pages, which show the card frame and the bank’s page', async () => {
    expect(await ask('GET', `/card-frame?origin=${shop}`, navigating('iframe'))).toBe(200)
    expect(await ask('GET', '/3ds/pi_1?client_secret=x', navigating('iframe'))).toBe(404)
  })
  test('a link to the inbox, and the challenge’s script', async () => {
    expect(await ask('GET', '/inbox', navigating('document'))).toBe(200)
    const script = { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'script' }
    expect(await ask('GET', '/turnstile/v0/api.js', script)).toBe(200)
  })
  test('the sandbox’s own forms', async () => {
    const { origin } = new URL(world.url)
    expect(await ask('POST', '/floor/resume', { ...form, origin, 'sec-fetch-site': 'same-origin' })).toBe(303)
    expect(await ask('POST', '/floor/resume', { ...form, origin })).toBe(303)
  })
})

test('it listens at one address of this machine', async () => {
  const { port } = new URL(world.url)
  expect((await fetch(`http://127.0.0.1:${port}/_sandbox/health`)).status).toBe(200)
  // Another address that leads here, as one of the network's would.
  await expect(fetch(`http://127.0.0.2:${port}/_sandbox/health`)).rejects.toThrow()
})
