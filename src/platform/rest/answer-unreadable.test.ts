import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { answerUnreadable, refuseTunnel } from './answer-unreadable.ts'

/** Decodes what it is asked for twice, as a framework may, and fails where that cannot be done. */
const server = createServer((request, response) => {
  if (answerUnreadable(request, response)) return
  try {
    const path = (request.url ?? '').split('?')[0] ?? ''
    new URL(`http://${request.headers.host}${request.url}`)
    decodeURIComponent(decodeURIComponent(path))
    response.end('read')
  } catch {
    response.writeHead(500).end('broken')
  }
})
server.on('connect', refuseTunnel)
beforeAll(() => new Promise<void>(done => server.listen(0, '127.0.0.1', done)))
afterAll(() => void server.close())

/** The first line of the answer, for a request that is written as it stands. */
function ask(line: string, host = 'localhost'): Promise<string> {
  const { port } = server.address() as AddressInfo
  return new Promise((done, failed) => {
    let text = ''
    const socket = connect(port, '127.0.0.1', () =>
      socket.write(`${line} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`, 'latin1'),
    )
    socket.on('data', part => {
      text += part.toString('latin1')
    })
    socket.on('error', failed)
    socket.on('close', () => done(text))
  })
}
const statusOf = (answer: string) => Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1])

const doors = [
  '/products/',
  '/categories/',
  '/orders/',
  '/pictures/',
  '/_next/static/',
  '/api/auth/',
  '/api/v1/products/',
  '/',
]

test.each(doors)('Below %s, an address that is no text is refused with a sentence', async door => {
  for (const bad of [
    '%zz',
    '%',
    '%c0%ae',
    '%e0%a4',
    '%ff',
    '%ed%a0%80',
    '%00',
    'a%0ab',
    '%25zz',
    '%25',
    '%2500',
    '%7f',
    'a%',
  ])
    for (const query of ['', '?token=x']) {
      const answer = await ask(`GET ${door}${bad}${query}`)
      expect(statusOf(answer), bad).toBe(400)
      expect(answer).toContain('The address cannot be read.')
    }
})

test('Every address is read or refused', async () => {
  const part = fc.oneof(
    fc.constantFrom(
      '%',
      '%z',
      '%2',
      '%25',
      '%2f',
      '%5c',
      '%2e%2e',
      '..',
      '.',
      '/',
      '//',
      '\\',
      ';',
      '@',
      ':',
      '?',
      '#',
      '%u0041',
    ),
    fc.integer({ min: 0, max: 255 }).map(byte => `%${byte.toString(16).padStart(2, '0')}`),
    fc.string({
      unit: fc.integer({ min: 33, max: 255 }).map(code => String.fromCharCode(code)),
      maxLength: 5,
    }),
    fc.constantFrom('products', 'caf%C3%A9', '%F0%9F%AB%96'),
  )
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...doors, ''), fc.array(part, { maxLength: 8 }), async (door, parts) => {
      const line = `GET ${door}${parts.join('')}`
      const status = statusOf(await ask(line))
      expect([200, 400], line).toContain(status)
    }),
    { numRuns: 400 },
  )
})

test('A readable address passes', async () => {
  for (const path of [
    '/',
    '/products/stoneware-mug?colour=Sea%20blue',
    '/categories/caf%C3%A9',
    '/search?q=100%25',
    '/search?q=%zz',
    '/a%20b',
  ])
    expect(await ask(`GET ${path}`)).toContain('read')
  expect(statusOf(await ask(`GET /?q=${'x'.repeat(8_000)}`))).toBe(200)
  for (const method of ['GET', 'HEAD', 'POST']) expect(statusOf(await ask(`${method} /`)), method).toBe(200)
  for (const method of ['PUT', 'PATCH', 'DELETE', 'OPTIONS'])
    expect(statusOf(await ask(`${method} /api/v1/orders`)), method).toBe(200)
})

test('Other methods, other sites’ addresses, none, and long ones are refused', async () => {
  for (const method of [
    'TRACE',
    'PUT',
    'DELETE',
    'PATCH',
    'OPTIONS',
    'PROPFIND',
    'MKCOL',
    'LINK',
    'SEARCH',
    'QUERY',
    'PURGE',
  ]) {
    const answer = await ask(`${method} /products/mug`)
    expect(statusOf(answer), method).toBe(405)
    expect(answer.toLowerCase()).toContain('\r\nallow: get, head, post\r\n')
  }
  for (const method of ['TRACE', 'PROPFIND'])
    expect(statusOf(await ask(`${method} /api/v1/orders`))).toBe(405)
  expect(statusOf(await ask('CONNECT elsewhere.example:443'))).toBe(405)
  for (const target of [
    'http://elsewhere.example/',
    'https://localhost/products/mug',
    '*',
    'products/mug',
    'elsewhere.example:443',
  ])
    expect(statusOf(await ask(`GET ${target}`)), target).toBe(400)
  expect(statusOf(await ask(`GET /${'x'.repeat(9_000)}`))).toBe(414)
  expect(statusOf(await ask(`GET /${'x'.repeat(20_000)}`))).toBe(431)
})

test('A host that is none is refused', async () => {
  for (const host of ['a b', '[', 'a:b:c', 'localhost:99999', 'a/b', 'user@a', '%zz', 'a?b', 'x\\y'])
    expect(statusOf(await ask('GET /', host)), host).toBe(400)
  for (const host of ['localhost', 'localhost:3000', '127.0.0.1', '[::1]:3000', 'shop.example'])
    expect(statusOf(await ask('GET /', host)), host).toBe(200)
})

test('Programs are told so as of every other problem', async () => {
  const answer = await ask('GET /api/v1/products/%zz')
  expect(answer).toContain('application/problem+json')
  expect(answer).toContain('"code":"malformed"')
})
