import { expect, test } from 'vitest'
import { strayTables } from './sql-at-home.ts'

const house = [
  { file: 'src/slices/inventory/schema.ts', text: "export const stockLevels = pgTable('stock_levels', {})" },
  { file: 'src/slices/inventory/slice.ts', text: "places: { stock_levels: byVariant('variant_id') }" },
  { file: 'src/platform/auth/schema.ts', text: "export const customers = pgTable(\n  'customers', {})" },
  { file: 'src/slices/customers/slice.ts', text: "places: { customers: byCustomer('id') }" },
]

const straysIn = (file: string, text: string) =>
  strayTables([...house, { file, text }])
    .filter(complaint => complaint.file === file)
    .map(complaint => complaint.says)

test('SQL text and imports name no table of another slice', () => {
  const says = [expect.stringMatching(/^names the table stock_levels of src\/slices\/inventory\/: ask/)]
  expect(straysIn('src/slices/cart/queries.ts', 'sql`select 1\n from stock_levels s`')).toEqual(says)
  expect(
    straysIn('src/slices/cart/a.ts', "import { stockLevels } from '#slices/inventory/schema.ts'"),
  ).toEqual(says)
})

test('the owner, comments, types and reports over everything are left alone', () => {
  const query = 'sql`select 1 from stock_levels`'
  expect(straysIn('src/slices/inventory/desk/queries.ts', query)).toEqual([])
  expect(straysIn('src/slices/analytics/queries.ts', query)).toEqual([])
  expect(straysIn('src/slices/cart/a.ts', '// It comes from stock_levels and goes on.')).toEqual([])
  expect(
    straysIn('src/slices/cart/a.ts', "import type { stockLevels } from '#slices/inventory/schema.ts'"),
  ).toEqual([])
})

test('a table of the platform is at home where a slice places it', () => {
  expect(straysIn('src/slices/customers/queries.ts', 'sql`select 1 from customers`')).toEqual([])
  expect(straysIn('src/slices/orders/queries.ts', 'sql`select 1 from customers`')).toHaveLength(1)
})

test('a slice places only its own tables', () => {
  expect(straysIn('src/slices/cart/slice.ts', "places: { stock_levels: byCustomer('id') }")).toEqual([
    'places the table stock_levels, which another slice defines: move the line there',
  ])
})
