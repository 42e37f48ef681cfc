import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import getPort from 'get-port'
import { afterEach, expect, test } from 'vitest'
import { eventually } from '#proof/testing/eventually.ts'
import { type OwnBalancer, openOwnBalancer } from './own-balancer.ts'

type Answer = (request: IncomingMessage, response: ServerResponse) => void
type Web = { url: string; ready: boolean; asked: number; refusals: number; answer: Answer }

const servers: Server[] = []
let balancer: OwnBalancer | undefined
afterEach(async () => {
  for (const server of servers) server.closeAllConnections()
  await balancer?.close()
  for (const server of servers.splice(0)) server.close()
})

async function openWeb(answer: Answer = (_, response) => response.end('well')): Promise<Web> {
  const web: Web = { url: '', ready: true, asked: 0, refusals: 0, answer }
  const server = createServer((request, response) => {
    if (request.url === '/api/health/ready') {
      if (!web.ready) web.refusals++
      return void response.writeHead(web.ready ? 200 : 503).end()
    }
    web.asked++
    web.answer(request, response)
  })
  servers.push(server)
  await new Promise<void>(done => server.listen(0, done))
  web.url = `http://localhost:${(server.address() as AddressInfo).port}`
  return web
}

async function balance(...webs: string[]): Promise<string> {
  return open({ webs })
}

async function open(options: { webs: string[]; behindProxy?: boolean }): Promise<string> {
  balancer = await openOwnBalancer({ port: 0, ...options })
  return balancer.url
}

const nobody = async () => `http://localhost:${await getPort()}`
const hangUp: Answer = request => request.socket.destroy()
const post = (url: string, headers = {}) => fetch(url, { method: 'POST', body: 'goods', headers })

test('where nobody listens nothing is lost: every request goes to the next web', async () => {
  const web = await openWeb()
  const url = await balance(await nobody(), web.url, await nobody())
  for (let round = 0; round < 6; round++) expect((await post(url)).status).toBe(200)
  expect(web.asked).toBe(6)
})

test('a request that may have been executed is repeated only where that changes nothing', async () => {
  const [dying, well] = [await openWeb(hangUp), await openWeb()]
  const url = await balance(dying.url, well.url)
  for (let round = 0; round < 4; round++) {
    expect((await fetch(url)).status).toBe(200)
    expect((await post(url, { 'idempotency-key': 'one' })).status).toBe(200)
  }
  const plain = await Promise.all(
    Array.from({ length: 4 }, () =>
      post(url).then(
        answer => answer.status,
        () => 'cut off',
      ),
    ),
  )
  expect(plain).toContain('cut off')
})

test('a balancer that is stopped lets its requests end', async () => {
  const { promise: ended, resolve: end } = Promise.withResolvers<void>()
  const slow = await openWeb((_, response) => void ended.then(() => response.end('late')))
  const late = fetch(await balance(slow.url))
  await eventually(() => expect(slow.asked).toBe(1))
  const closed = balancer?.close()
  end()
  expect(await (await late).text()).toBe('late')
  await closed
  balancer = undefined
})

test('no request goes to a web that is not ready while another one is', async () => {
  const [leaving, staying] = [await openWeb(), await openWeb()]
  const url = await balance(leaving.url, staying.url)
  leaving.ready = false
  // By the second time that it is told so, the balancer has long acted on the first.
  await eventually(() => expect(leaving.refusals).toBeGreaterThan(1))
  for (let round = 0; round < 6; round++) await (await fetch(url)).text()
  expect([leaving.asked, staying.asked]).toEqual([0, 6])
})

const said = {
  'x-forwarded-for': '203.0.113.9',
  'x-forwarded-proto': 'https',
  'x-forwarded-host': 'evil.example',
  forwarded: 'for=203.0.113.9',
  'x-real-ip': '203.0.113.9',
}
const here = /^(::1|::ffff:127\.0\.0\.1|127\.0\.0\.1)$/

test('only the balancer tells a web about the caller', async () => {
  let heard: IncomingMessage['headers'] = {}
  const web = await openWeb((request, response) => {
    heard = request.headers
    response.end()
  })
  await fetch(await balance(web.url), { headers: said })
  expect(heard).toMatchObject({
    'x-forwarded-for': expect.stringMatching(here),
    'x-forwarded-proto': 'http',
  })
  for (const name of ['x-forwarded-host', 'forwarded', 'x-real-ip']) expect(heard).not.toHaveProperty(name)
})

test('behind a proxy of ours, the words of that proxy come before our own knowledge', async () => {
  let heard: IncomingMessage['headers'] = {}
  const web = await openWeb((request, response) => {
    heard = request.headers
    response.end()
  })
  await fetch(await open({ webs: [web.url], behindProxy: true }), { headers: said })
  const addresses = String(heard['x-forwarded-for']).split(', ')
  expect(addresses).toEqual(['203.0.113.9', expect.stringMatching(here)])
  expect(heard['x-forwarded-proto']).toBe('https')
})

test('the caller sees the answer as it was', async () => {
  const web = await openWeb((_, response) => {
    response.setHeader('set-cookie', ['one=1', 'two=2'])
    response.writeHead(418, { connection: 'close' }).end('short and stout')
  })
  const answer = await fetch(await balance(web.url))
  expect(answer.status).toBe(418)
  expect(answer.headers.getSetCookie()).toEqual(['one=1', 'two=2'])
  expect(answer.headers.get('connection')).not.toBe('close')
  expect(await answer.text()).toBe('short and stout')
})

test('a body that is too large to be kept is refused', async () => {
  const web = await openWeb()
  const url = await balance(web.url)
  const answer = await fetch(url, { method: 'POST', body: 'x'.repeat(1_100_000) }).catch(() => null)
  expect(answer?.status ?? 413).toBe(413)
  expect(web.asked).toBe(0)
})
