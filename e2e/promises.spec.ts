import type { Sql } from 'postgres'
import { expect, test } from './fixtures.ts'
import { lookAtBoth } from './look-at.ts'
import { cards, newEmail } from './shopper.ts'

const jug = { slug: 'enamel-jug', sku: 'JUG-ENAMEL-MOSS', name: 'Enamel jug', options: { Colour: 'Moss' } }
const ORDER_UNTIL = /Order (within \d|by \w{3} \d)/

/** Those who pack there have its parcel. */
async function isHandedOver(sql: Sql, orderId: string): Promise<boolean> {
  const rows = await sql`select 1 from parcels where order_id = ${orderId} and told_version is not null`
  return rows.length === 1
}

/** Moves what is promised of the order into the past, as if its warehouse had stood still. */
async function standStill(sql: Sql, orderId: string) {
  await sql`
    update parcel_promises set first_by = current_date - 1, earliest = current_date - 3, promised_by = current_date - 1, look_at = now() - interval '1 minute'
    where order_id = ${orderId}`
}

// The warehouse takes no step. The floor is paused for every test at once.
test.describe('What is promised', { tag: '@alone' }, () => {
  test.beforeEach(({ sandbox }) => sandbox.pauseFloor())
  test.afterEach(({ sandbox }) => sandbox.resumeFloor())

  test('is shown before the purchase and after it, and when it cannot be kept the shopper hears of it first', async ({
    shopper,
    sandbox,
    staff,
    sql,
  }) => {
    test.setTimeout(240_000)
    const { page } = shopper
    await shopper.lookAt(jug)
    await expect(page.getByText(ORDER_UNTIL).first()).toBeVisible()
    await lookAtBoth(page, 'promise-product')
    await shopper.addToCart(jug)
    await page.goto('/cart')
    await expect(page.getByText(ORDER_UNTIL).first()).toBeVisible()
    await lookAtBoth(page, 'promise-cart')
    await page.goto('/checkout')
    await expect(page.getByText(/^Standard\. Order /)).toBeVisible()
    await lookAtBoth(page, 'promise-checkout')
    await shopper.enterAddress(newEmail())
    await shopper.enterCard(cards.visa)
    await shopper.pay()
    const order = await shopper.seeConfirmation()
    const confirmation = await sandbox.waitForEmail(order.number, /is confirmed — arrives \w{3} \d/)
    const arrives = /arrives (.+)$/.exec(confirmation.subject)?.[1] ?? ''
    await expect(page.getByText(`Arrives ${arrives}`).first()).toBeVisible()
    await expect.poll(() => isHandedOver(sql, order.id)).toBe(true)

    await standStill(sql, order.id)
    // A round of the worker comes once a minute.
    const late = /^Delayed: order .+ now arrives \w{3} \d/
    const isTold = async () => (await sandbox.emails(order.number)).some(({ subject }) => late.test(subject))
    await expect.poll(isTold, { timeout: 90_000 }).toBe(true)
    const delayed = await sandbox.waitForEmail(order.number, late)
    expect(delayed.text).toContain('It has not left our warehouse in time.')
    await page.reload()
    await expect(page.getByText(/Arrives .+, later than we promised/).first()).toBeVisible()
    await expect(page.getByText('It has not left our warehouse in time.')).toBeVisible()
    await lookAtBoth(page, 'promise-delayed')

    await staff.openOrder(order.id)
    const promised = staff.page.getByRole('region', { name: 'Promised' })
    await expect(promised.getByText('Late', { exact: true })).toBeVisible()
    await expect(promised.getByText('It had not left by the last cut-off')).toBeVisible()
    await lookAtBoth(staff.page, 'desk-promised')
    await staff.page.goto('/admin/parcels?late=true')
    await expect(staff.page.getByText(order.number).first()).toBeVisible()
    await lookAtBoth(staff.page, 'desk-late-parcels')
    await staff.page.goto('/admin/parcels/promises')
    await expect(staff.page.getByRole('heading', { name: 'Promises', level: 1 })).toBeVisible()
    await lookAtBoth(staff.page, 'desk-promises-kept')
  })
})

test('Staff say when parcels leave a warehouse, and what is wrong is said beside its field', async ({
  staff,
}) => {
  const { page } = staff
  await page.goto('/admin/stock/warehouses')
  const row = page.getByRole('listitem').filter({ hasText: 'parcels leave until' }).last()
  await row.getByRole('button', { name: 'Change when parcels leave' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Time zone').fill('Nowhere')
  await dialog.getByLabel('Closed on').fill('2026-02-30')
  await dialog.getByLabel('Reason').fill('The carrier comes later')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog.getByText('Name a time zone such as Europe/London')).toBeVisible()
  await dialog.getByLabel('Time zone').fill('Europe/London')
  await dialog.getByLabel('Closed on').fill('2099-12-24\n2099-12-27')
  await lookAtBoth(page, 'warehouse-hours')
  await dialog.getByLabel('Cut-off').fill('16:30')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toBeHidden()
  await expect(row).toContainText('parcels leave until 16:30')
})
