import { connect } from 'node:net'
import { expect, test } from 'playwright/test'

/** Sends a raw request and reads the answer. */
function ask(base: string, line: string, headers = ''): Promise<string> {
  const { hostname, port, host } = new URL(base)
  return new Promise((done, failed) => {
    let text = ''
    const socket = connect(Number(port), hostname, () =>
      socket.write(`${line} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n${headers}\r\n`, 'latin1'),
    )
    socket.on('data', part => {
      text += part.toString('latin1')
    })
    socket.on('error', failed)
    socket.on('close', () => done(text))
  })
}
const statusOf = (answer: string) => Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1])

const below = [
  '/products/',
  '/categories/',
  '/orders/',
  '/pictures/',
  '/admin/orders/',
  '/_next/static/',
  '/_next/image',
  '/_next/',
  '/api/v1/products/',
  '/api/v1/orders/',
  '/api/trpc/',
  '/api/auth/',
  '/api/health/',
  '/sitemap.xml',
  '/',
]
const bad = ['%zz', '%c0%ae', '%e0%a4%a', '%ff', '%00', '%25zz', '%0a', 'a%']
const odd = [
  '%2f',
  '%5c',
  '%2e%2e%2f',
  '..%2f..',
  ';a=b',
  '%F0%9F%AB%96',
  '%c3%a9',
  '@a',
  '*',
  '"',
  '[slug]',
  '%5bslug%5d',
  'x'.repeat(4_000),
]

test('An address that is not text is refused everywhere, and no other address fails', async ({
  baseURL: shopUrl,
}) => {
  const baseURL = shopUrl ?? ''
  for (const door of below) {
    for (const path of bad)
      for (const query of ['', '?token=x'])
        expect(statusOf(await ask(baseURL, `GET ${door}${path}${query}`)), door + path).toBe(400)
    for (const path of odd) {
      const answer = await ask(baseURL, `GET ${door}${path}`)
      expect(statusOf(answer), door + path).toBeLessThan(500)
      const to = /\r\nlocation: (.*)\r\n/i.exec(answer)?.[1]
      if (to) expect(new URL(to, baseURL).origin, door + path).toBe(new URL(baseURL).origin)
    }
    for (const query of [
      '?token=%zz',
      '?colour=%c0%ae&size=%',
      '?page=%zz',
      '?next=%zz',
      '?part=%ff',
      '?q=%',
    ])
      expect(statusOf(await ask(baseURL, `GET ${door}${query}`)), door + query).toBeLessThan(500)
  }
})

test('Unknown methods, other sites’ addresses and tunnels are refused', async ({ baseURL: shopUrl }) => {
  const baseURL = shopUrl ?? ''
  for (const method of ['TRACE', 'PUT', 'DELETE', 'PATCH', 'PROPFIND', 'OPTIONS'])
    expect(statusOf(await ask(baseURL, `${method} /products/stoneware-mug`)), method).toBe(405)
  for (const method of ['TRACE', 'PROPFIND'])
    expect(statusOf(await ask(baseURL, `${method} /api/v1/products`))).toBe(405)
  for (const path of ['/', '/products/stoneware-mug', '/api/health/live', '/pictures/hero.svg'])
    for (const method of ['POST', 'HEAD'])
      expect(statusOf(await ask(baseURL, `${method} ${path}`)), `${method} ${path}`).toBeLessThan(500)
  expect(statusOf(await ask(baseURL, 'CONNECT elsewhere.example:443'))).toBe(405)
  for (const target of ['http://elsewhere.example/', '*', 'products'])
    expect(statusOf(await ask(baseURL, `GET ${target}`))).toBe(400)
  expect(statusOf(await ask(baseURL, `GET /${'x'.repeat(9_000)}`))).toBe(414)
})

test('No address resizes pictures on request', async ({ baseURL: shopUrl }) => {
  const baseURL = shopUrl ?? ''
  const answer = await ask(baseURL, 'GET /_next/image?url=%2Fpictures%2Fhero.svg&w=640&q=75')
  expect(statusOf(answer)).toBe(404)
})
