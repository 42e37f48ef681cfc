import type { Page } from 'playwright/test'
import { expectNoBarriers } from './axe.ts'
import { expect, test } from './fixtures.ts'
import { newEmail } from './shopper.ts'

const SUPPORT = 'Support: Answers customers: orders, cancellations and refunds up to the limit'
const warehouse = { email: 'warehouse@orderly.example', password: 'warehouse-demo-1' }

/** Signs in or up as the form does; the page keeps the session. */
async function enter(page: Page, door: 'sign-in' | 'sign-up', person: object): Promise<void> {
  const origin = process.env.SHOP_URL ?? ''
  const answer = await page.request.post(`${origin}/api/auth/${door}/email`, {
    data: person,
    headers: { origin },
  })
  expect(answer.ok()).toBe(true)
}

test('Somebody in the warehouse sees the rooms that they may enter, and is told what another needs', async ({
  page,
}) => {
  await enter(page, 'sign-in', warehouse)
  await page.goto('/admin')
  // Their first room, since the day's figures are not theirs to see.
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Stock')
  const rooms = page.getByRole('navigation', { name: 'Staff desk' }).filter({ visible: true })
  await expect(rooms.getByRole('link')).toHaveText(['Stock', 'Wishes', 'Products'])
  await page.goto('/admin/orders')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your roles do not open this room')
  await expect(page.getByText('orders.read')).toBeVisible()
  await expectNoBarriers(page)
  await page.getByRole('link', { name: 'Go to Stock' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Stock')
})

test('An owner gives a role, which opens the desk at the next page, and takes it away again', async ({
  staff,
  browser,
}) => {
  const email = newEmail('sol')
  const other = await (await browser.newContext()).newPage()
  await enter(other, 'sign-up', { name: 'Sol Newcomer', email, password: 'three quiet words' })
  await other.goto('/admin')
  await expect(other.getByRole('heading', { level: 1 })).toHaveText('This is for staff')

  const { page } = staff
  await page.goto('/admin/staff')
  await expectNoBarriers(page)
  await page.getByRole('button', { name: 'Give a role' }).click()
  const dialog = page.getByRole('dialog', { name: 'Give a role' })
  await dialog.getByRole('textbox', { name: 'Email address of their account' }).fill('nobody@example.com')
  await dialog.getByRole('combobox', { name: 'Role' }).selectOption({ label: SUPPORT })
  await dialog.getByRole('button', { name: 'Give the role' }).click()
  await expect(dialog.getByText('Nobody has an account with this address')).toBeVisible()
  await dialog.getByRole('textbox', { name: 'Email address of their account' }).fill(email)
  // A press so soon after the last counts as the same one.
  await expect(async () => {
    await dialog.getByRole('button', { name: 'Give the role' }).click({ timeout: 1_000 })
    await expect(dialog).toBeHidden({ timeout: 5_000 })
  }).toPass()
  await other.goto('/admin')
  await expect(other.getByRole('heading', { level: 1 })).toHaveText('Today')

  await page.getByRole('button', { name: 'Take away Support from Sol Newcomer' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Take it away' }).click()
  await expect(page.getByText(email)).toBeHidden()
  await other.goto('/admin')
  await expect(other.getByRole('heading', { level: 1 })).toHaveText('This is for staff')
  await other.context().close()
})

test('A key is shown once, opens what it may, and nothing once it was taken back', async ({
  staff: { page },
  request,
}) => {
  await page.goto('/admin/staff/keys')
  await page.getByRole('button', { name: 'New key' }).click()
  const dialog = page.getByRole('dialog', { name: 'New key' })
  await dialog.getByRole('button', { name: 'Make the key' }).click()
  await expect(dialog.getByText('Give it a name, such as that of the program')).toBeVisible()
  const name = `Till ${Date.now()}`
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name)
  await dialog.getByRole('checkbox', { name: /orders\.read/ }).check()
  await expectNoBarriers(page)
  await dialog.getByRole('button', { name: 'Make the key' }).click()
  await expect(page.getByText('Copy the key now')).toBeVisible()
  const secret = (await page.getByText(/^orderly_/).textContent()) ?? ''
  const headers = { authorization: `Bearer ${secret}` }
  expect((await request.get('/api/v1/admin/orders', { headers })).status()).toBe(200)
  expect((await request.get('/api/v1/admin/audit', { headers })).status()).toBe(403)
  await page.reload()
  await expect(page.getByText(secret)).toBeHidden()
  await page.getByRole('button', { name: `Take back ${name}` }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Take it back' }).click()
  await expect(page.getByRole('listitem').filter({ hasText: name })).toContainText('Taken back')
  expect((await request.get('/api/v1/admin/orders', { headers })).status()).toBe(401)
})

test('The audit says who cancelled an order, how it stood and why', async ({ staff, program, shelf }) => {
  await shelf.holdsAtLeast('JUG-ENAMEL-MOSS', 5)
  const order = await program.confirmed({
    email: newEmail('ada'),
    lines: [{ sku: 'JUG-ENAMEL-MOSS', quantity: 1 }],
  })
  await staff.openOrder(order.id)
  const { page } = staff
  await page.getByRole('button', { name: 'Cancel order' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox').fill('They changed their mind')
  await dialog
    .getByRole('button', { name: /^Cancel/ })
    .first()
    .click()
  await expect(dialog).toBeHidden()
  await page.goto('/admin/staff/audit')
  const entry = page.getByRole('listitem').filter({ hasText: order.id }).filter({ hasText: 'cancelled' })
  await expect(entry).toContainText('Ada Admin cancelled')
  await expect(entry).toContainText('They changed their mind')
  await expectNoBarriers(page)
  await entry.getByRole('link').click()
  await expect(page.getByText('Only what was done to order')).toBeVisible()
  await expect(page.getByRole('listitem').filter({ hasText: 'looked at' })).toBeVisible()
})
