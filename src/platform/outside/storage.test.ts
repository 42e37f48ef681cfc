import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { storage } from './storage.ts'

type S3Server = { run: () => Promise<AddressInfo>; close: () => Promise<void> }

let server: S3Server
const folder = mkdtempSync(join(tmpdir(), 'orderly-s3-'))

beforeAll(async () => {
  // The package brings no types.
  const name = 's3rver'
  const { default: S3rver } = (await import(name)) as { default: new (options: object) => S3Server }
  const buckets = [{ name: 'orderly' }]
  server = new S3rver({
    port: 0,
    address: '127.0.0.1',
    directory: folder,
    silent: true,
    configureBuckets: buckets,
  })
  const { port } = await server.run()
  Object.assign(process.env, {
    S3_BUCKET: 'orderly',
    S3_ENDPOINT: `http://127.0.0.1:${port}`,
    S3_ACCESS_KEY_ID: 'S3RVER',
    S3_SECRET_ACCESS_KEY: 'S3RVER',
  })
})
afterAll(async () => {
  await server.close()
  rmSync(folder, { recursive: true, force: true })
})

test('with a bucket named, files go to its server and come back as they were', async () => {
  const files = await storage()
  expect(await files.read('invoices/O-2K7F-9QXM.pdf')).toBeNull()
  await files.put('invoices/O-2K7F-9QXM.pdf', Buffer.from('one'), 'application/pdf')
  await files.put('invoices/O-2K7F-9QXM.pdf', Buffer.from('two £'), 'application/pdf')
  expect(await files.exists('invoices/O-2K7F-9QXM.pdf')).toBe(true)
  expect(Buffer.from((await files.read('invoices/O-2K7F-9QXM.pdf')) ?? []).toString()).toBe('two £')
})
