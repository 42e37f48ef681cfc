import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestShop, type TestShop } from '#proof/testing/test-shop.ts'
import { type Broken, brokenInvariants, lookIntoBooks } from './books.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop()
})
afterAll(() => shop.close())

const broken = (number: number, violations = 1): Broken => ({ number, violations, says: 'it holds' })
const looks = (...all: Broken[][]) => {
  let count = 0
  return { look: async () => all[count++] ?? [], counted: () => count }
}

test('one look is enough when everything holds', async () => {
  const { look, counted } = looks([])
  expect(await brokenInvariants(look, 1)).toEqual([])
  expect(counted()).toBe(1)
})

test('what is wrong in each of three looks is broken, as the last one counts it', async () => {
  const { look } = looks([broken(4), broken(12)], [broken(4, 2)], [broken(4, 3), broken(12)])
  expect(await brokenInvariants(look, 1)).toEqual([broken(4, 3)])
})

test('an order that was just being paid breaks nothing', async () => {
  const { look, counted } = looks([broken(12)], [broken(12)], [])
  expect(await brokenInvariants(look, 1)).toEqual([])
  expect(counted()).toBe(3)
})

test('the version in a folder checks the books of the running shop, and says which do not hold', {
  // A whole shop is loaded, on a machine that others keep busy.
  timeout: 240_000,
}, async () => {
  await shop.db.execute(sql`insert into pgboss.job (name, data) values ('invoices.render.dead', '{}')`)
  expect(await lookIntoBooks(process.cwd(), { ...process.env })).toEqual([
    expect.objectContaining({
      number: 10,
      violations: 1,
      says: expect.stringContaining('no dead letter waits'),
    }),
  ])
})

test('books that cannot be read are not taken for right', async () => {
  const empty = mkdtempSync(join(tmpdir(), 'orderly-empty-'))
  const [unread, ...others] = await lookIntoBooks(empty, { ...process.env })
  rmSync(empty, { recursive: true })
  expect(others).toEqual([])
  expect(unread).toMatchObject({ number: 0, violations: 1 })
  expect(unread?.says).toMatch(/^the books could be read \(Error \[ERR_MODULE_NOT_FOUND\]: /)
})
