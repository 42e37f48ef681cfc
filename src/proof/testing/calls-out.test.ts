import { readdirSync, readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import net, { type AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { env } from '#platform/lib/env.ts'
import { putShipment } from '#slices/fulfillment/warehouse-api.ts'
import { sendMail } from '#slices/notifications/send-mail.ts'
import { stripeClient } from '#slices/payments/stripe-client.ts'
import { type Doors, openDoors } from './doors.ts'
import { orderInput } from './order-input.ts'
import { stockUp } from './stock-up.ts'

let doors: Doors
beforeAll(async () => {
  doors = await openDoors()
  await stockUp(doors.db, { sku: 'MUG' })
})
afterAll(() => doors.close())

/** The files in which the shop calls outside, and the setting with each address. Nothing else may call out. */
const callers: Record<string, RegExp> = {
  'src/slices/payments/stripe-client.ts': /new Stripe\(/,
  'src/slices/payments/stripe-gateway.ts': /stripeClient\(/,
  'src/slices/payments/gateway.ts': /stripeClient\(stripe\)/,
  'src/slices/notifications/send-mail.ts': /new Resend\(apiKey, \{ baseUrl \}\)/,
  'src/slices/fulfillment/warehouse-api.ts': /fetch\(`\$\{url\}\/v1\/orders\/\$\{parcelId\}`/,
  'src/slices/business/registry-api.ts': /fetch\(`\$\{url\}\/v1\/checks`/,
  'src/slices/carriers/carrier-api.ts': /fetch\(`\$\{url\}\/v1\$\{path\}`/,
  'src/platform/outside/storage.ts': /new S3Driver\(/,
  'src/proof/invariants/command.ts': /fetch\(`\$\{sandboxUrl\}\/_sandbox\/shipments\?of=warehouse`/,
  'src/platform/http/challenge.ts': /fetch\(`\$\{settings\.apiBase\}\/turnstile/,
}
const CALLS =
  /(?<!\w)fetch\(|new Stripe\(|stripeClient\(|new Resend\(|S3Driver\(|https?\.(request|get)\(|net\.connect|new WebSocket/
/** Other processes and the browser's half. */
const ELSEWHERE =
  /^src\/(sandbox|proof\/(testing|simulate|chaos|replay|delivery)|run\/(start|cluster|release))[/.]|\/ui\/|\.test\.tsx?$|\/test-[a-z-]+\.ts$|^src\/platform\/trpc\/client/

test('only the adapters call out, and where to is said by the environment alone', () => {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).map(file => `src/${file}`)
  const found = files.filter(
    file =>
      /\.tsx?$/.test(file) &&
      !ELSEWHERE.test(file) &&
      CALLS.test(readFileSync(file, 'utf8').replaceAll(/(app|rest)\.fetch\(/g, '')),
  )
  expect(found.length).toBeGreaterThan(3)
  for (const file of found) {
    const text = readFileSync(file, 'utf8')
    expect(text, `${file} calls out: say here how it knows where to`).toMatch(callers[file] ?? /$^/)
    if (file !== 'src/slices/payments/stripe-client.ts') expect(text, file).toMatch(/env\(\)/)
  }
})

test('an address in an order is never called, wherever it stands', async () => {
  const inside = createServer((_, answer) => answer.end('inside'))
  const at = await listening(inside)
  const hosts = connectionsDuring(async () => {
    const address = `http://127.0.0.1:${at}/latest/meta-data`
    const input = orderInput({
      email: 'ana@example.com',
      lines: [{ sku: 'MUG', quantity: 1 }],
      shippingAddress: {
        name: address,
        line1: address,
        line2: address,
        city: address,
        postalCode: 'SW1A 1AA',
        country: 'GB',
      },
    })
    expect((await doors.mutate('orders.place', input)).status).toBe(200)
    await doors.call('catalog.suggest', { query: address })
    await doors.send(
      'GET',
      `/api/v1/products?query=${encodeURIComponent(address)}&cursor=${encodeURIComponent(address)}`,
    )
    await doors.send('POST', '/api/auth/sign-up/email', {
      body: {
        name: 'Eve',
        email: 'eve@example.com',
        password: 'three quiet words',
        image: address,
        callbackURL: address,
      },
    })
    await doors.send('GET', '/api/v1/products', {
      headers: { 'x-forwarded-host': `127.0.0.1:${at}`, forwarded: `host=127.0.0.1:${at}` },
    })
  })
  expect((await hosts).length).toBeGreaterThan(0)
  expect(await hosts).not.toContain(String(at))
  inside.close()
})

test('an adapter that is sent elsewhere does not go there', async () => {
  const visited: string[] = []
  const inside = createServer((request, answer) => {
    visited.push(`${request.method} ${request.url}`)
    answer.end('{}')
  })
  const target = await listening(inside)
  const sender = createServer((_, answer) =>
    answer.writeHead(307, { location: `http://127.0.0.1:${target}/` }).end(),
  )
  const at = `http://127.0.0.1:${await listening(sender)}`
  const settings = vi.spyOn(env().warehouse, 'url', 'get').mockReturnValue(at)
  const mail = vi.spyOn(env().resend, 'baseUrl', 'get').mockReturnValue(at)
  const shipment = {
    orderId: 'o',
    orderNumber: 'O-1',
    revision: 2,
    shippingMethod: 'standard',
    shipTo: { name: 'A', line1: 'B', city: 'C', postalCode: 'D', country: 'GB' },
    lines: [],
  }
  await expect(putShipment('019a9d3c-5f4e-7c1a-9a52-3f0f6f0d7b11', shipment)).rejects.toThrow()
  await expect(
    stripeClient({ secretKey: 'sk_test_x', apiBase: at }).paymentIntents.retrieve('pi_1'),
  ).rejects.toThrow()
  await expect(
    sendMail({ to: 'a@example.com', subject: 'S', body: 'B' as never, orderNumber: 'O-1', key: 'k' }),
  ).rejects.toThrow()
  expect(visited).toEqual([])
  settings.mockRestore()
  mail.mockRestore()
  inside.close()
  sender.close()
})

async function listening(server: Server): Promise<number> {
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  return (server.address() as AddressInfo).port
}

/** The ports that this process connects to while the work is done. */
async function connectionsDuring(work: () => Promise<void>): Promise<string[]> {
  const ports: string[] = []
  const connect = net.Socket.prototype.connect
  const spy = vi.spyOn(net.Socket.prototype, 'connect').mockImplementation(function (
    this: net.Socket,
    ...said: unknown[]
  ) {
    ports.push(JSON.stringify(said).replace(/.*"port":"?(\d+).*/, '$1'))
    return Reflect.apply(connect, this, said) as net.Socket
  } as never)
  await work()
  spy.mockRestore()
  return ports
}
