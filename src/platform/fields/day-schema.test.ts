import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestShop, type TestShop } from '#proof/testing/test-shop.ts'
import { daySchema } from './day-schema.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop()
})
afterAll(() => shop.close())

const digits = (length: number) => fc.stringMatching(new RegExp(`^[0-9]{${length}}$`))
const year = fc.oneof(fc.constantFrom('0000', '0001', '9999', '2024', '1900'), digits(4))
const anyDay = fc.tuple(year, digits(2), digits(2)).map(parts => parts.join('-'))

test('a day that is taken is one that Postgres knows, and every other text is refused', async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(anyDay, fc.constant('0000-01-01'), fc.string()), async day => {
      if (!daySchema.safeParse(day).success) return
      const [row] = await shop.db.$client`select (${day}::date + 1)::text as next`
      expect(row?.next).toMatch(/^\d{4,5}-/)
    }),
    { numRuns: 500 },
  )
  for (const day of ['0000-01-01', '0000-12-31', '2026-02-30', '2026-2-3', '+02026-01-01', ''])
    expect(daySchema.safeParse(day).success, day).toBe(false)
  for (const day of ['0001-01-01', '2024-02-29', '9999-12-31'])
    expect(daySchema.safeParse(day).success, day).toBe(true)
})
