import { expect, test } from './fixtures.ts'
import { lookAtBoth } from './look-at.ts'
import { newEmail } from './shopper.ts'

const lamp = { sku: 'LAMP-PLEAT-PLUM' }

test('A refunded order has an invoice and a credit note for the shopper and the desk, and the reports add up', async ({
  staff,
  program,
  sandbox,
  shelf,
  page,
}) => {
  test.setTimeout(300_000)
  await shelf.holds(lamp.sku, 5)
  const order = await program.confirmed({ email: newEmail('ada'), lines: [{ sku: lamp.sku, quantity: 1 }] })
  await program.waitFor(order, { delivery: 'delivered' })
  await staff.openOrder(order.id)
  await staff.page.getByRole('button', { name: 'Refund', exact: true }).click()
  const dialog = staff.page.getByRole('dialog', { name: 'Refund this order?' })
  await dialog.getByRole('button', { name: 'Everything that is left' }).click()
  await dialog.getByRole('button', { name: 'Arrived damaged' }).click()
  await dialog.getByRole('button', { name: 'Refund £89.00' }).click()
  await expect(dialog).toBeHidden()

  const atDesk = staff.page.getByRole('region', { name: 'Invoice and credit notes' })
  await expect(atDesk.getByRole('link', { name: /^CN-\d{4}-\d{6}/ })).toBeVisible({ timeout: 60_000 })
  await expect(atDesk.getByRole('link', { name: /^INV-\d{4}-\d{6}/ })).toBeVisible()
  await lookAtBoth(staff.page, 'documents-desk-order')

  await page.goto(`/orders/${order.id}?token=${order.trackingToken}`)
  const own = page.getByRole('region', { name: 'Invoice and credit notes' })
  const link = own.getByRole('link', { name: /^CN-/ })
  const address = await link.getAttribute('href')
  const file = await page.request.get(address ?? '')
  expect([file.status(), file.headers()['content-type']]).toEqual([200, 'application/pdf'])
  await lookAtBoth(page, 'documents-shopper')
  const mail = await sandbox.waitForEmail(order.number, /refund/i)
  expect(mail.text).toContain('/credit-notes/')

  await staff.page.goto('/admin/reports')
  const table = staff.page.getByRole('table', { name: 'Sales and tax by country, rate and treatment' })
  await expect(table.getByRole('row', { name: /United Kingdom/ }).first()).toBeVisible({ timeout: 30_000 })
  await lookAtBoth(staff.page, 'documents-tax')
  const saved = staff.page.waitForEvent('download')
  await staff.page.getByRole('button', { name: 'Download as CSV' }).click()
  expect((await saved).suggestedFilename()).toMatch(/^tax-\d{4}-\d\d-\d\d-\d{4}-\d\d-\d\d\.csv$/)
  await staff.page.getByRole('radio', { name: 'Journal' }).check()
  await expect(staff.page.getByRole('table', { name: 'Bookings by day and account' })).toBeVisible()
  await expect(staff.page.getByRole('cell', { name: 'Payments received' }).first()).toBeVisible()
  await lookAtBoth(staff.page, 'documents-journal')
})
