import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { TooBusy } from '../http/too-busy.ts'
import { storage } from './storage.ts'

let server: Server
let calls = 0

beforeAll(async () => {
  server = createServer((request, answer) => {
    calls++
    request.resume()
    answer.writeHead(503, { 'content-type': 'application/xml', 'retry-after': '7' })
    answer.end('<Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message></Error>')
  })
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  Object.assign(process.env, {
    S3_BUCKET: 'orderly',
    S3_ENDPOINT: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    S3_ACCESS_KEY_ID: 'key',
    S3_SECRET_ACCESS_KEY: 'secret',
  })
})
afterAll(() => server.close())

test('a bucket that asks to slow down is left alone for as long as it asks, by every caller', async () => {
  const files = await storage()
  await expect(files.put('a.pdf', Buffer.from('a'), 'application/pdf')).rejects.toMatchObject({
    waitMs: 7_000,
  })
  const drawn = calls
  for (const call of [() => files.read('b.pdf'), () => files.exists('b.pdf')])
    await expect(call()).rejects.toThrow(TooBusy)
  expect(calls).toBe(drawn)
})
