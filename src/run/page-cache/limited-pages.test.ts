import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { SOCKET_ADDRESS_HEADER } from '#platform/http/client-address.ts'
import { platformLimits } from '#platform/http/platform-limits.ts'
import { openTestShop, type TestShop } from '#proof/testing/test-shop.ts'
import { limitedPages } from './limited-pages.ts'
import { openPageCache } from './open-page-cache.ts'

let shop: TestShop
let cached: Awaited<ReturnType<typeof openPageCache>>
let servers: { plain: Server; cache: Server }
let rendered = 0
beforeAll(async () => {
  vi.stubEnv('RATE_LIMITS', 'on')
  shop = await openTestShop()
  const answer = (_: unknown, response: import('node:http').ServerResponse) => {
    rendered++
    response.setHeader('content-security-policy', "script-src 'nonce-abcdefghijklmnopqrstuv=='")
    response.statusCode = 404
    response.end('rendered')
  }
  const { db, ctx, databaseUrl } = shop
  cached = await openPageCache({ answer, db, databaseUrl, shopUrl: 'http://localhost:1', log: ctx.log })
  const limited = limitedPages({ answer, db, log: ctx.log })
  servers = {
    plain: createServer((request, response) => void limited(request, response)),
    cache: createServer((request, response) => void cached.answer(request, response)),
  }
  for (const server of Object.values(servers)) await new Promise<void>(done => server.listen(0, done))
})
afterAll(async () => {
  for (const server of Object.values(servers)) server.close()
  await cached.close()
  await shop.close()
})

const look = (server: Server, path: string, from: string, headers = {}) =>
  fetch(`http://localhost:${(server.address() as AddressInfo).port}${path}`, {
    headers: { [SOCKET_ADDRESS_HEADER]: from, ...headers },
  })

async function flood(server: Server, from: string, most: number, path: (n: number) => string, headers = {}) {
  for (let n = 0; n < most; n += 50)
    await Promise.all(
      Array.from({ length: 50 }, async (_, at) => (await look(server, path(n + at), from, headers)).text()),
    )
}

test.each([
  ['a page that is not kept', 'plain', '192.0.2.1', () => '/search?q=mug', {}],
  ['a page past the cache', 'cache', '192.0.2.2', () => '/search?q=mug', {}],
  ['part of a page', 'cache', '192.0.2.3', () => '/', { rsc: '1' }],
  ['made-up pages', 'cache', '192.0.2.4', (n: number) => `/products/made-up-${n}`, {}],
  ['made-up choices', 'cache', '192.0.2.5', (n: number) => `/products/mug?colour=Made-up-${n}`, {}],
] as const)(
  'Of %s nobody has more rendered than the limit, and others still have theirs',
  async (_, which, from, path, headers) => {
    const server = servers[which]
    await flood(server, from, platformLimits.page.most, path, headers)
    const before = rendered
    const refused = await look(server, path(-1), from, headers)
    expect(refused.status).toBe(429)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(await refused.text()).toContain('A short pause')
    expect(rendered).toBe(before)
    expect((await look(server, path(-2), '198.51.100.1', headers)).status).toBe(404)
  },
  60_000,
)

test('Files of the build, pictures and programs’ answers are not counted as pages, under no other name either', async () => {
  const files = ['/_next/static/chunks/a.js', '/pictures/hero.svg', '/api/health/live']
  for (const path of files) expect((await look(servers.plain, path, '192.0.2.1')).status).toBe(404)
  for (const path of [
    '/_next/image?url=/a',
    '/api',
    '/_next/static/%2e%2e/x',
    '/_next/static/..%2fx',
    '/API/x',
  ])
    expect((await look(servers.plain, path, '192.0.2.1')).status, path).toBe(429)
})
