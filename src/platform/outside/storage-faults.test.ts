import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { askSandbox } from '#proof/testing/ask-sandbox.ts'
import { openTestShop, type TestShop } from '#proof/testing/test-shop.ts'
import { env } from '../lib/env.ts'
import { storage } from './storage.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop()
})
afterAll(() => shop.close())

const put = async (key = 'invoices/O-2K7F-9QXM.pdf') =>
  (await storage()).put(key, Buffer.from('one'), 'application/pdf')
const read = async () => (await storage()).read('invoices/O-2K7F-9QXM.pdf')

test('a storage fault of the sandbox stops files on the shop’s own disk, in words, and then they are written', async () => {
  await askSandbox(shop).fault({ service: 'storage', kind: 'down', count: 2 })
  await expect(put()).rejects.toThrow(/^The storage is out of order \(503\)\.$/)
  await expect(read()).rejects.toThrow(/^The storage is out of order \(503\)\.$/)
  expect(await read()).toBeNull()
  await put()
  expect(Buffer.from((await read()) ?? []).toString()).toBe('one')
})

test('an answer of the storage that is lost is a failure, though the file is there', async () => {
  await askSandbox(shop).fault({ service: 'storage', kind: 'timeout_after', count: 1, ms: 30 })
  await expect(put('invoices/lost.pdf')).rejects.toThrow(/^The storage broke the connection off\.$/)
  expect(await (await storage()).exists('invoices/lost.pdf')).toBe(true)
})

test('a folder that is none is told in words', async () => {
  const folder = join(env().DATA_DIR, 'storage')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(env().DATA_DIR, { recursive: true })
  writeFileSync(folder, 'a file')
  await expect(put()).rejects.toThrow(/^The storage is broken: a file stands where a folder should be\.$/)
  rmSync(folder)
})
