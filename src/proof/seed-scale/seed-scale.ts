import { statfsSync } from 'node:fs'
import { drizzle } from 'drizzle-orm/postgres-js'
import type postgres from 'postgres'
import { countOrderHours } from '#slices/orders/desk/order-hours.ts'
import {
  type Fill,
  filledSoFar,
  noteBegun,
  noteFinished,
  prepareNotes,
  unfinishedFill,
  VARIANTS_PER_PRODUCT,
} from './fill.ts'
import { fillCategories, fillProducts, recallWares } from './fill-catalogue.ts'
import { fillCustomers, fillOrders, fillShelves } from './fill-orders.ts'
import { grownTables } from './growths.ts'
import { countSetAside, putIndexesBack, setIndexesAside } from './set-aside.ts'

export type Asked = { skus: number; orders: number; add: boolean }
export type Bar = { step: (rows: number) => void; stop: () => void }
/** `print` says a sentence, `bar` shows how far a long step has come. */
export type Telling = { print: (line: string) => void; bar: (what: string, total: number) => Bar }

/** On disk with indexes, measured with 200,000 SKUs and 1,000,000 orders of two lines. */
const BYTES_PER_SKU = 1_200
const BYTES_PER_ORDER = 5_700
/** Sorting for the indexes and the log of changes lie beside it. */
const ROOM = 1.2

const PRODUCTS_AT_ONCE = 10_000
const ORDERS_AT_ONCE = 20_000
const AT_ONCE = 2

/** Fills the shop's tables up to a size, or finishes a run that was cut short. */
export async function seedScale(
  database: { sql: postgres.Sql; folder: string | null },
  asked: Asked,
  telling: Telling,
): Promise<void> {
  const { sql } = database
  await prepareNotes(sql)
  const cutShort = await unfinishedFill(sql)
  if (cutShort) {
    telling.print('An earlier run was cut short: its shelves and indexes are put in order, nothing is added.')
    return finish(sql, cutShort, telling)
  }
  const before = await filledSoFar(sql)
  if (before.orders > 0 && !asked.add)
    throw new Error(
      `This database already holds ${count(before.skus)} SKUs and ${count(before.orders)} orders of an earlier run. Add more with --add, or \`npm run reset\` first.`,
    )
  refuseFullDisk(database.folder, asked, telling.print)
  const fill = await noteBegun(sql, asked)
  await setIndexesAside(sql)
  await fillCategories(sql)
  await inParts(
    telling.bar('products', Math.ceil(fill.skus / VARIANTS_PER_PRODUCT)),
    {
      from: Math.floor(fill.firstSku / VARIANTS_PER_PRODUCT),
      count: Math.ceil(fill.skus / VARIANTS_PER_PRODUCT),
    },
    PRODUCTS_AT_ONCE,
    (from, to, end) => fillProducts(sql, from, to, end),
  )
  await recallWares(sql, fill)
  await fillCustomers(sql, fill)
  await sql.unsafe('analyze seed_scale.wares, seed_scale.people')
  const skus = await countWares(sql)
  await inParts(
    telling.bar('orders', fill.orders),
    { from: fill.firstOrder, count: fill.orders },
    ORDERS_AT_ONCE,
    (from, to) => fillOrders(sql, fill, skus, from, to),
  )
  await finish(sql, fill, telling)
}

async function finish(sql: postgres.Sql, fill: Fill, telling: Telling) {
  telling.print('  stock: what the orders took is brought in')
  await recallWares(sql, fill)
  await fillShelves(sql)
  const indexes = telling.bar('indexes', await countSetAside(sql))
  await putIndexesBack(sql, () => indexes.step(1))
  indexes.stop()
  telling.print('  vacuum and analyze')
  await Promise.all(
    halves([...grownTables, 'categories']).map(async tables => {
      for (const table of tables) await sql.unsafe(`vacuum (analyze, parallel 0) ${table}`)
    }),
  )
  // The orders came into the past while no trigger was awake.
  await sql.unsafe(
    'drop table if exists seed_scale.people; delete from order_hours; delete from stock_checkpoints',
  )
  await countOrderHours(drizzle(sql, { casing: 'snake_case' }), new Date())
  await noteFinished(sql, fill)
}

/** Runs of numbers, two at a time. */
async function inParts(
  bar: Bar,
  numbers: { from: number; count: number },
  atOnce: number,
  part: (from: number, to: number, end: number) => Promise<void>,
) {
  const end = numbers.from + numbers.count
  let next = numbers.from
  const worker = async () => {
    while (next < end) {
      const from = next
      const to = Math.min(from + atOnce, end)
      next = to
      await part(from, to, end)
      bar.step(to - from)
    }
  }
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, worker))
  } finally {
    bar.stop()
  }
}

function refuseFullDisk(folder: string | null, { skus, orders }: Asked, print: (line: string) => void) {
  const needed = skus * BYTES_PER_SKU + orders * BYTES_PER_ORDER
  print(`  ${count(skus)} SKUs and ${count(orders)} orders will take about ${gigabytes(needed)}.`)
  if (!folder) return
  const { bavail, bsize } = statfsSync(folder)
  const free = bavail * bsize
  if (free < needed * ROOM)
    throw new Error(
      `The disk has ${gigabytes(free)} free; ${gigabytes(needed * ROOM)} are needed while filling.`,
    )
}

async function countWares(sql: postgres.Sql): Promise<number> {
  const [row] = await sql<{ count: number }[]>`select count(*)::int as count from seed_scale.wares`
  return row?.count ?? 0
}

const halves = <T>(items: T[]): T[][] => [0, 1].map(half => items.filter((_, index) => index % 2 === half))
const count = (n: number) => n.toLocaleString('en')
const gigabytes = (bytes: number) => `${(bytes / 1e9).toFixed(1)} GB`
