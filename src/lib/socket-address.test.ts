import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { SOCKET_ADDRESS_HEADER } from './client-address.ts'
import { noteSocketAddresses } from './socket-address.ts'

noteSocketAddresses()
const server = createServer(
  getRequestListener(
    ({ headers }) => Response.json([...headers.entries(), ['got', headers.get(SOCKET_ADDRESS_HEADER)]]),
    {
      overrideGlobalObjects: false,
    },
  ),
)
beforeAll(() => new Promise<void>(done => server.listen(0, '127.0.0.1', done)))
afterAll(() => void server.close())

const heard = async (headers: Record<string, string>) => {
  const { port } = server.address() as AddressInfo
  const answer = await fetch(`http://127.0.0.1:${port}/`, { headers })
  const all = (await answer.json()) as [string, string][]
  return all.filter(([name]) => name === SOCKET_ADDRESS_HEADER || name === 'got').map(([, value]) => value)
}

test('whoever calls cannot say for another address', async () => {
  const said = await heard({ [SOCKET_ADDRESS_HEADER]: '192.0.2.9' })
  expect(said).not.toEqual([])
  expect(said.join()).not.toContain('192.0.2.9')
})

test('the other end of the socket is told where the headers are read as they came', async () => {
  expect(await heard({})).toEqual(['127.0.0.1', '127.0.0.1'])
})
