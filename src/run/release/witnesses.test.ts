import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { answerCounter } from '#run/web/count-answers.ts'
import type { RunningPart } from './running-shop-parts.ts'
import { answers, health } from './witnesses.ts'

const opened: Server[] = []
afterEach(() => {
  for (const server of opened.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

/** A web that answers as it is told, and counts as real ones do. */
async function web(
  statusOf: (path: string) => number,
): Promise<{ port: number; url: string; close: () => void }> {
  const count = answerCounter()
  const server = createServer((request, response) => {
    count(request, response)
    response.statusCode = statusOf(request.url ?? '')
    response.end('{}')
  })
  opened.push(server)
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  const close = () => {
    server.closeAllConnections()
    server.close()
  }
  return { port, url: `http://127.0.0.1:${port}`, close }
}

const part = (name: string, port: number, pid = port): RunningPart => ({ name, pid, port, folder: '/' })
const well = () => 200

test('a shop whose balancer and webs are ready and whose processes live is healthy', async () => {
  const balancer = await web(well)
  const parts = [part('web-1', (await web(well)).port), part('worker-1', 0, 9)]
  const look = health({ shopUrl: balancer.url, parts: () => parts })
  for (let looks = 0; looks < 3; looks++) expect(await look()).toBeNull()
})

test('a web that is not ready three times in a row speaks against the version, one that was late now and then does not', async () => {
  let status = 200
  const [balancer, one] = [await web(well), await web(() => status)]
  const look = health({ shopUrl: balancer.url, parts: () => [part('web-1', one.port)] })
  for (const now of [503, 503, 200, 503, 503]) {
    status = now
    expect(await look()).toBeNull()
  }
  expect(await look()).toMatch(/^The web-1 is not ready: 503/)
})

test('a shop that cannot be reached through its balancer is not healthy, however well its webs are', async () => {
  const [balancer, one] = [await web(well), await web(well)]
  const look = health({ shopUrl: balancer.url, parts: () => [part('web-1', one.port)] })
  balancer.close()
  for (let looks = 0; looks < 2; looks++) expect(await look()).toBeNull()
  expect(await look()).toMatch(/^The balancer is not ready: /)
})

test.each(['web-1', 'worker-1'])(
  'a %s that died is noticed, though another was started in its place',
  async name => {
    const one = await web(well)
    let pid = 7
    const look = health({ shopUrl: one.url, parts: () => [part(name, one.port, pid)] })
    expect(await look()).toBeNull()
    pid = 8
    expect(await look()).toBe(`The ${name} process of the new version died.`)
  },
)

test('answers that fail for shoppers speak against the version, though the judge is answered well', async () => {
  const [balancer, one] = [await web(well), await web(path => (path === '/order' ? 500 : 200))]
  const look = answers({ shopUrl: balancer.url, parts: () => [part('web-1', one.port)] })
  await fetch(`${one.url}/order`)
  expect(await look()).toBeNull()
  await fetch(`${one.url}/order`)
  expect(await look()).toBe('2 of 2 answers of the webs were failures (5xx).')
})

test('what never reached a web speaks against the version too', async () => {
  const [balancer, one] = [await web(path => (path === '/' ? 502 : 200)), await web(well)]
  const look = answers({ shopUrl: balancer.url, parts: () => [part('web-1', one.port)] })
  expect(await look()).toBeNull()
  expect(await look()).toBe('2 of 10 requests of the judge failed.')
})

test('a few failures among very many answers are no reason', { timeout: 90_000 }, async () => {
  let left = 2
  const one = await web(path => (path === '/order' && left-- > 0 ? 500 : 200))
  const look = answers({ shopUrl: one.url, parts: () => [part('web-1', one.port)] })
  await Promise.all(Array.from({ length: 220 }, async () => (await fetch(`${one.url}/order`)).text()))
  expect(await look()).toBeNull()
})

test('refusals are no failures, and a web of a version that does not count is believed', async () => {
  const balancer = await web(() => 429)
  const look = answers({ shopUrl: balancer.url, parts: () => [part('web-1', 1)] })
  expect(await look()).toBeNull()
})
