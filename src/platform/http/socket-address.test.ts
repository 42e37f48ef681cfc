import { createServer, type IncomingMessage, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type Doors, openDoors } from '#proof/testing/doors.ts'
import { answerPrograms } from '#run/web/api.ts'
import { SOCKET_ADDRESS_HEADER } from './client-address.ts'
import { noteSocketAddresses } from './socket-address.ts'

const listen = getRequestListener(
  ({ headers }) => Response.json([...headers.entries(), ['got', headers.get(SOCKET_ADDRESS_HEADER)]]),
  { overrideGlobalObjects: false },
)
/** `/api/…` is answered as in a web process, `/raw` and `/parsed` tell the headers as Node has them, all else as a route reads them. */
const server = createServer((incoming, outgoing) => {
  if (answerPrograms(incoming, outgoing)) return
  if (incoming.url === '/raw') outgoing.end(JSON.stringify(pairs(incoming.rawHeaders)))
  else if (incoming.url === '/parsed') outgoing.end(JSON.stringify(Object.entries(incoming.headers)))
  else if (incoming.url === '/distinct')
    outgoing.end(
      JSON.stringify(Object.entries(incoming.headersDistinct).map(([name, all]) => [name, all?.join()])),
    )
  else void listen(incoming, outgoing)
})
const pairs = (raw: string[]) =>
  raw.flatMap((name, at) => (at % 2 === 0 ? [[name.toLowerCase(), raw[at + 1]]] : []))

let doors: Doors
beforeAll(async () => {
  vi.stubEnv('RATE_LIMITS', 'on')
  doors = await openDoors()
  noteSocketAddresses()
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
})
afterAll(async () => {
  server.close()
  await doors.close()
})

type Sent = { path?: string; method?: string; headers: string[]; body?: string }

/** The headers as they are written here, twice where they stand twice. */
function send({ path = '/', method = 'GET', headers, body }: Sent): Promise<string> {
  const { port } = server.address() as AddressInfo
  return new Promise((done, failed) => {
    const all = ['host', `127.0.0.1:${port}`, ...headers]
    const sent = request(
      { port, host: '127.0.0.1', path, method, headers: all },
      (answer: IncomingMessage) => {
        let text = ''
        answer.on('data', part => {
          text += part
        })
        answer.on('end', () => done(text))
      },
    )
    sent.on('error', failed)
    sent.end(body)
  })
}

const heard = async (sent: Sent) => JSON.parse(await send(sent)) as [string, string][]
const forged = {
  once: ['x-socket-address', '192.0.2.9'],
  'in capitals': ['X-Socket-Address', '192.0.2.9'],
  twice: ['x-socket-address', '192.0.2.9', 'X-SOCKET-ADDRESS', '192.0.2.10'],
  'as a list': ['x-socket-Address', '192.0.2.9, 192.0.2.10'],
  empty: ['x-socket-address', ''],
  never: [],
}

test.each(Object.entries(forged))(
  'One address stands in a request and it is ours, when the caller sent it %s',
  async (_, headers) => {
    for (const path of ['/raw', '/parsed', '/as-a-route'])
      for (const method of ['GET', 'POST']) {
        const all = await heard({ path, method, headers })
        expect(
          all.filter(([name]) => name === SOCKET_ADDRESS_HEADER),
          path,
        ).toEqual([[SOCKET_ADDRESS_HEADER, '127.0.0.1']])
      }
  },
)

test.each(Object.entries(forged))(
  'Procedures and REST count the caller by their socket, when they sent an address %s',
  async (_, headers) => {
    await doors.db.$client`delete from rate_limits`
    const json = ['content-type', 'application/json', ...headers]
    const find = JSON.stringify({ json: { number: 'O-1', email: 'a@example.com' } })
    await send({ path: '/api/trpc/orders.find', method: 'POST', headers: json, body: find })
    await send({ path: '/api/v1/quotes', method: 'POST', headers: json, body: '{}' })
    await send({ path: '/api/v1/products?query=mug', headers })
    const counted = await doors.db.$client<{ key: string }[]>`select key from rate_limits order by key`
    expect(counted.map(({ key }) => key).filter(key => !key.startsWith('findByEmail'))).toEqual([
      'find:127.0.0.1',
      'quote:127.0.0.1',
      'search:127.0.0.1',
    ])
  },
)

test('Headers that only we or our proxies write, or that nobody reads, do not come in', async () => {
  const theirs = [
    'x-nonce',
    'Content-Security-Policy',
    'content-security-policy-report-only',
    'Forwarded',
    'X-Real-IP',
    'X-Forwarded-For',
    'x-forwarded-host',
    'X-Forwarded-Port',
    'x-forwarded-server',
  ]
  const headers = theirs.flatMap(name => [name, 'theirs', name.toUpperCase(), 'theirs'])
  for (const path of ['/raw', '/parsed', '/distinct', '/as-a-route'])
    expect(
      (await heard({ path, headers: [...headers, 'x-mine', 'kept'] }))
        .filter(([, value]) => value !== 'kept')
        .map(([, value]) => value)
        .join(),
      path,
    ).not.toContain('theirs')
  expect(await heard({ path: '/parsed', headers: [...headers, 'x-mine', 'kept'] })).toContainEqual([
    'x-mine',
    'kept',
  ])
})
