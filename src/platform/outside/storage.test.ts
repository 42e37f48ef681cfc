import { afterAll, beforeAll, expect, test } from 'vitest'
import { SANDBOX_S3_KEY } from '#sandbox/storage/signature.ts'
import { startWorld, type World } from '#sandbox/testing/world.ts'
import { storage } from './storage.ts'

let world: World

beforeAll(async () => {
  world = await startWorld()
  Object.assign(process.env, {
    S3_BUCKET: 'orderly',
    S3_ENDPOINT: `${world.url}/s3`,
    S3_ACCESS_KEY_ID: SANDBOX_S3_KEY.id,
    S3_SECRET_ACCESS_KEY: SANDBOX_S3_KEY.secret,
  })
})
afterAll(() => world.close())

const fault = (kind: string) => world.post('/_sandbox/faults', { service: 'storage', kind })
const text = (bytes: Uint8Array | null) => Buffer.from(bytes ?? []).toString()

test('with a bucket named, files go to its server and come back as they were', async () => {
  const files = await storage()
  expect(await files.read('invoices/O-2K7F-9QXM.pdf')).toBeNull()
  await files.put('invoices/O-2K7F-9QXM.pdf', Buffer.from('one'), 'application/pdf')
  await files.put('invoices/O-2K7F-9QXM.pdf', Buffer.from('two £'), 'application/pdf')
  expect(await files.exists('invoices/O-2K7F-9QXM.pdf')).toBe(true)
  expect(text(await files.read('invoices/O-2K7F-9QXM.pdf'))).toBe('two £')
})

test('a file that is removed is gone, and removing it again changes nothing', async () => {
  const files = await storage()
  await files.put('invoices/removed.pdf', Buffer.from('one'), 'application/pdf')
  await files.remove('invoices/removed.pdf')
  expect(await files.exists('invoices/removed.pdf')).toBe(false)
  await files.remove('invoices/removed.pdf')
})

test('a file that the bucket says it kept and lost is missed, and can be put again', async () => {
  const files = await storage()
  await fault('lose_object')
  await files.put('invoices/lost.pdf', Buffer.from('one'), 'application/pdf')
  expect(await files.exists('invoices/lost.pdf')).toBe(false)
  await files.put('invoices/lost.pdf', Buffer.from('one'), 'application/pdf')
  expect(text(await files.read('invoices/lost.pdf'))).toBe('one')
})

test('a file that comes back damaged is refused, and whole the next time', async () => {
  const files = await storage()
  await files.put('invoices/whole.pdf', Buffer.from('one'), 'application/pdf')
  await fault('damage_object')
  await expect(files.read('invoices/whole.pdf')).rejects.toThrow('The storage')
  expect(text(await files.read('invoices/whole.pdf'))).toBe('one')
})
