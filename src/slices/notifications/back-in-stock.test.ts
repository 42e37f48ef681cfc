import { eq, sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { stockUp } from '#proof/testing/stock-up.ts'
import { openTestShop, type TestShop } from '#proof/testing/test-shop.ts'
import { expireRows } from '#run/retention/expire-rows.ts'
import { alertTokenOf } from '#slices/inventory/alerts/alert-key.ts'
import { askForAlert } from '#slices/inventory/alerts/ask-for-alert.ts'
import { confirmAlert, removeAlert } from '#slices/inventory/alerts/change-alert.ts'
import { tellOfStock } from '#slices/inventory/alerts/tell-of-stock.ts'
import { countStock } from '#slices/inventory/desk/count-stock.ts'
import { stockAlerts, stockLevels } from '#slices/inventory/schema.ts'
import { sendAlertConfirmationQueue, sendBackInStockQueue } from './jobs.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop()
})
afterAll(() => shop.close())

let serial = 0
let sku: string
let variantId: string
beforeEach(async () => {
  await shop.db.execute(sql`delete from stock_alerts`)
  await shop.db.execute(sql`delete from pgboss.job where name like '%stock%' or name like '%alert%'`)
  ;({ sku, variantId } = await stockUp(shop.db, { sku: `GONE-${++serial}`, units: { north: 0 } }))
})

type Received = { to: string; subject: string; text: string }
async function inbox(): Promise<Received[]> {
  const mails = (await (await fetch(`${shop.sandbox.url}/_sandbox/emails`)).json()) as Received[]
  return mails.filter(mail => mail.subject.includes(sku) || mail.text.includes(`Thing ${sku}`))
}

const ask = (email: string) => askForAlert(shop.ctx, { sku, email })
async function alertOf(email: string) {
  const rows = await shop.db.select().from(stockAlerts).where(eq(stockAlerts.variantId, variantId))
  return rows.find(row => row.email === email)
}
async function confirmed(email: string) {
  await ask(email)
  const alertId = (await alertOf(email))?.id ?? ''
  await confirmAlert(shop.ctx, { alertId, token: alertTokenOf(alertId) })
  return alertId
}
async function jobsOf(queue: string) {
  return shop.db.execute<{ id: string; data: { alertId: string } }>(
    sql`select id, data from pgboss.job where name = ${queue} order by created_on, id`,
  )
}
/** Runs every job in the queue twice, as if a worker had died in between. */
async function run(queue: typeof sendBackInStockQueue) {
  for (const { id, data } of await jobsOf(queue.name))
    for (const attempt of [1, 2]) await queue.perform(shop.ctx, data, { id, attempt })
}
async function units(onHand: number) {
  await shop.db.update(stockLevels).set({ onHand }).where(eq(stockLevels.variantId, variantId))
}

test('a shopper without an account asks, confirms by mail, and gets one mail when the item is back', async () => {
  await ask('ana@example.com')
  await run(sendAlertConfirmationQueue)
  const [first, ...others] = await inbox()
  expect(others).toEqual([])
  expect(first).toMatchObject({
    to: 'ana@example.com',
    subject: `Confirm: email me when Thing ${sku} is back`,
  })
  const [, alertId = '', token = ''] = /back-in-stock\/([\w-]+)\?token=([\w-]+)/.exec(first?.text ?? '') ?? []
  await confirmAlert(shop.ctx, { alertId, token })
  await confirmAlert(shop.ctx, { alertId, token })
  expect(await tellOfStock(shop.ctx)).toBe(0)
  await units(2)
  expect(await tellOfStock(shop.ctx)).toBe(1)
  expect(await tellOfStock(shop.ctx)).toBe(0)
  await run(sendBackInStockQueue)
  const told = (await inbox()).filter(mail => mail.subject === `Back in stock: Thing ${sku}`)
  expect(told).toHaveLength(1)
  expect(told[0]?.text).toContain(`/products/${sku.toLowerCase()}`)
  // The shopper gets no mail the next time it comes back.
  await units(0)
  await units(5)
  expect(await tellOfStock(shop.ctx)).toBe(0)
})

test('an address that was not confirmed gets no mail and is deleted after two days', async () => {
  await ask('slip@example.com')
  await units(3)
  expect(await tellOfStock(shop.ctx)).toBe(0)
  await shop.db.execute(sql`update stock_alerts set asked_at = now() - interval '49 hours'`)
  const alertId = (await alertOf('slip@example.com'))?.id ?? ''
  await expect(confirmAlert(shop.ctx, { alertId, token: alertTokenOf(alertId) })).rejects.toMatchObject({
    code: 'not_found',
  })
  await expireRows(shop.ctx)
  expect(await alertOf('slip@example.com')).toBeUndefined()
})

test('answered alerts are deleted after thirty days and unanswered ones after a year', async () => {
  for (const [email, confirmedAgo, toldAgo] of [
    ['told-long-ago@example.com', '40 days', '31 days'],
    ['told@example.com', '40 days', '29 days'],
    ['old@example.com', '366 days', null],
    ['waiting@example.com', '364 days', null],
  ] as const)
    await shop.db.execute(sql`
      insert into stock_alerts (id, variant_id, email, asked_at, confirmed_at, told_at)
      values (${uuidv7()}, ${variantId}, ${email}, now() - ${confirmedAgo}::interval, now() - ${confirmedAgo}::interval, now() - ${toldAgo}::interval)`)
  await expireRows(shop.ctx)
  const left = await shop.db.select({ email: stockAlerts.email }).from(stockAlerts)
  expect(left.map(row => row.email).sort()).toEqual(['told@example.com', 'waiting@example.com'])
})

test('asking twice makes one alert, and asking after its mail makes another', async () => {
  await ask('ana@example.com')
  await ask('ana@example.com')
  expect(await shop.db.select().from(stockAlerts)).toHaveLength(1)
  const alertId = await confirmed('ana@example.com')
  await ask('ana@example.com')
  expect((await alertOf('ana@example.com'))?.id).toBe(alertId)
  await units(1)
  await tellOfStock(shop.ctx)
  await units(0)
  await ask('ana@example.com')
  const again = await alertOf('ana@example.com')
  expect(again).toMatchObject({ confirmedAt: null, toldAt: null })
  expect(again?.id).not.toBe(alertId)
})

test('a shopper who deletes the alert gets no mail, even when it was already due', async () => {
  const alertId = await confirmed('ana@example.com')
  await units(1)
  await tellOfStock(shop.ctx)
  await removeAlert(shop.ctx, { alertId, token: alertTokenOf(alertId) })
  await run(sendBackInStockQueue)
  expect((await inbox()).filter(mail => mail.subject.startsWith('Back in stock'))).toEqual([])
})

test('a wrong key confirms and removes nothing', async () => {
  const alertId = await confirmed('ana@example.com')
  const key = { alertId, token: alertTokenOf(uuidv7()) }
  await expect(removeAlert(shop.ctx, key)).rejects.toMatchObject({ code: 'not_found' })
  await expect(confirmAlert(shop.ctx, key)).rejects.toMatchObject({ code: 'not_found' })
  expect(await alertOf('ana@example.com')).toBeDefined()
})

test('shoppers keep waiting when the item sells out again before the mail is written', async () => {
  const alertId = await confirmed('ana@example.com')
  await units(1)
  await tellOfStock(shop.ctx)
  await units(0)
  await run(sendBackInStockQueue)
  expect(await alertOf('ana@example.com')).toMatchObject({ id: alertId, toldAt: null })
  expect((await inbox()).filter(mail => mail.subject.startsWith('Back in stock'))).toEqual([])
})

async function crowd(ofVariant: string, count: number) {
  await shop.db.execute(sql`
    insert into stock_alerts (id, variant_id, email, confirmed_at)
    select gen_random_uuid(), ${ofVariant}, 'crowd' || n || '@example.com', now() - interval '1 day' + n * interval '1 second'
    from generate_series(1, ${count}) n`)
}

test('no more shoppers get a mail at once than there are units, first come first served', async () => {
  await crowd(variantId, 40)
  await units(3)
  expect(await tellOfStock(shop.ctx)).toBe(3)
  const told = await shop.db.execute<{ email: string }>(
    sql`select email from stock_alerts where told_at is not null order by confirmed_at`,
  )
  expect(told.map(row => row.email)).toEqual([
    'crowd1@example.com',
    'crowd2@example.com',
    'crowd3@example.com',
  ])
})

test('a crowd gets its mails in batches, and does not hold up shoppers who wait for something else', async () => {
  await crowd(variantId, 500)
  await units(1_000)
  const other = await stockUp(shop.db, { sku: `OTHER-${serial}`, units: { north: 5 } })
  await crowd(other.variantId, 1)
  expect(await tellOfStock(shop.ctx)).toBe(51)
  const [row] = await shop.db.execute(
    sql`select told_at from stock_alerts where variant_id = ${other.variantId} and told_at is not null`,
  )
  expect(row).toBeDefined()
  // Two workers at once share the rest, and nobody gets two mails.
  const both = await Promise.all([tellOfStock(shop.ctx), tellOfStock(shop.ctx)])
  expect(both[0] + both[1]).toBe((await jobsOf(sendBackInStockQueue.name)).length - 51)
  const ids = (await jobsOf(sendBackInStockQueue.name)).map(job => job.data.alertId)
  expect(new Set(ids).size).toBe(ids.length)
})

test('a count that adds units sends the job in the same transaction, and only if somebody waits', async () => {
  const [level] = await shop.db.select().from(stockLevels).where(eq(stockLevels.variantId, variantId))
  const count = (seen: number, counted: number) =>
    countStock(
      { ...shop.ctx, rights: ['*'] },
      { variantId, warehouseId: level?.warehouseId ?? '', seen, counted, note: 'came' },
    )
  await count(0, 1)
  expect(await jobsOf('inventory.tell-of-stock')).toHaveLength(0)
  await count(1, 0)
  await confirmed('ana@example.com')
  await count(0, 4)
  expect(await jobsOf('inventory.tell-of-stock')).toHaveLength(1)
})

test('shoppers cannot wait for an item that is in stock or not sold', async () => {
  await units(1)
  await expect(ask('ana@example.com')).rejects.toMatchObject({ code: 'conflict' })
  await expect(
    askForAlert(shop.ctx, { sku: 'NO-SUCH-THING', email: 'ana@example.com' }),
  ).rejects.toMatchObject({ code: 'not_found' })
})

test('each crowd gets its share of a run when many items come back at once', async () => {
  const back = [variantId]
  for (let n = 0; n < 5; n++)
    back.push((await stockUp(shop.db, { sku: `SHARE-${serial}-${n}`, units: { north: 900 } })).variantId)
  await units(900)
  for (const one of back) await crowd(one, 60)
  expect(await tellOfStock(shop.ctx)).toBeLessThanOrEqual(200)
  const told = await shop.db.execute(
    sql`select variant_id from stock_alerts where told_at is not null group by variant_id`,
  )
  expect(told).toHaveLength(back.length)
})
