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
  // Behind a name may stand how many things wait there.
  await expect(rooms.getByRole('link')).toHaveText([
    /^Stock/,
    /^Stockroom/,
    /^Floor/,
    /^Returns/,
    /^Wishes/,
    /^Products/,
  ])
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
  sql,
}) => {
  const email = newEmail('sol')
  const other = await (await browser.newContext()).newPage()
  await enter(other, 'sign-up', { name: 'Sol Newcomer', email, password: 'three quiet words' })
  await sql`update customers set email_verified = true where email = ${email}`
  await other.goto('/admin')
  await expect(other.getByRole('heading', { level: 1 })).toHaveText('This is for staff')

  const { page } = staff
  await page.goto('/admin/staff')
  await expectNoBarriers(page)
  await page.getByRole('button', { name: 'Give a role' }).click()
  const dialog = page.getByRole('dialog', { name: 'Give a role' })
  await dialog.getByRole('textbox', { name: 'Email address' }).fill(email)
  await dialog.getByRole('combobox', { name: 'Role' }).selectOption({ label: SUPPORT })
  await dialog.getByRole('button', { name: 'Give the role' }).click()
  await expect(page.getByText('Role given')).toBeVisible()
  await other.goto('/admin')
  await expect(other.getByRole('heading', { level: 1 })).toHaveText('Today')

  await page.getByRole('button', { name: 'Take away Support from Sol Newcomer' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Take it away' }).click()
  await expect(page.getByText(email)).toBeHidden()
  await other.goto('/admin')
  await expect(other.getByRole('heading', { level: 1 })).toHaveText('This is for staff')
  await other.context().close()
})

test('Somebody is invited by mail to work at one warehouse, makes an account with that address, and joins', {
  tag: '@phone',
}, async ({ staff, browser, sandbox }) => {
  const email = newEmail('nia')
  const { page } = staff
  await page.goto('/admin/staff')
  await page.getByRole('button', { name: 'Give a role' }).click()
  const dialog = page.getByRole('dialog', { name: 'Give a role' })
  await dialog.getByRole('textbox', { name: 'Email address' }).fill(email)
  await dialog
    .getByRole('combobox', { name: 'Role' })
    .selectOption({ label: 'Warehouse: What lies where, and what the warehouse says' })
  const where = dialog.getByRole('combobox', { name: 'Where' })
  const [, north = ''] = await where.getByRole('option').allTextContents()
  await where.selectOption({ label: north })
  await expectNoBarriers(page)
  await dialog.getByRole('button', { name: 'Give the role' }).click()
  await expect(page.getByText('Invitation sent')).toBeVisible()
  await expect(page.getByRole('listitem').filter({ hasText: email })).toContainText(`Warehouse at ${north}`)

  const letter = await sandbox.waitForLetter(email, 'You are invited to our staff')
  const link = /\/account\/invitations\/[\w-]+\?key=[\w-]+/.exec(letter.text)?.[0] ?? ''
  const context = await browser.newContext()
  const theirs = await context.newPage()
  const heading = theirs.getByRole('heading', { level: 1 })
  await theirs.goto(link)
  await expect(heading).toHaveText('Join our staff as Warehouse')
  await expectNoBarriers(theirs)
  await theirs.getByRole('link', { name: 'Create an account' }).click()
  await theirs.getByLabel('Full name').fill('Nia Newcomer')
  await theirs.getByLabel('Email').fill(email)
  await theirs.getByLabel('Password', { exact: true }).fill('three quiet words')
  await theirs.getByRole('button', { name: 'Create account' }).click()
  await expect(theirs.getByText('You will open our desk as Warehouse')).toBeVisible()
  await theirs.getByRole('button', { name: 'Join' }).click()
  await expect(heading).toHaveText('Stock')
  await theirs.goto(link)
  await expect(heading).toHaveText('You have joined')
  await context.close()

  await page.reload()
  await page.getByRole('button', { name: `Take away Warehouse at ${north} from Nia Newcomer` }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Take it away' }).click()
  await expect(page.getByText(email)).toBeHidden()
})

test('Somebody of the support sees the shop as a customer does, changes nothing, and comes back to the desk', async ({
  program,
  shelf,
  page,
  sql,
}) => {
  await shelf.holdsAtLeast('JUG-ENAMEL-MOSS', 5)
  const email = newEmail('shay')
  const order = await program.confirmed({ email, lines: [{ sku: 'JUG-ENAMEL-MOSS', quantity: 1 }] })
  await enter(page, 'sign-up', { name: 'Shay Shopper', email, password: 'three quiet words' })
  await page.context().clearCookies()
  await sql`update orders set customer_id = (select id from customers where email = ${email}) where id = ${order.id}`
  await enter(page, 'sign-in', { email: 'support@orderly.example', password: 'support-demo-1' })
  await page.goto(`/admin/orders/${order.id}`)
  await page.getByRole('button', { name: 'See the shop as they do' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'See it' }).click()
  await expect(dialog.getByLabel('Reason')).toBeFocused()
  await dialog.getByLabel('Reason').fill('They cannot find their order')
  await expectNoBarriers(page)
  await dialog.getByRole('button', { name: 'See it' }).click()
  await expect(page.getByRole('link', { name: order.number })).toBeVisible()
  await expect(page.getByText('You see the shop as a customer sees it.')).toBeVisible()
  const lastLine = await page.evaluate(() => {
    window.scrollTo(0, document.body.scrollHeight)
    return document.querySelector('footer')?.getBoundingClientRect().bottom ?? 0
  })
  const bar = await page.getByRole('region', { name: 'You see the shop as a customer' }).boundingBox()
  expect(lastLine, 'the bar covers the foot of the page').toBeLessThanOrEqual(Math.ceil(bar?.y ?? 0))
  await expectNoBarriers(page)
  await page.goto('/products/enamel-jug')
  await page.getByRole('button', { name: 'Add to cart' }).click()
  await expect(page.getByText('Nothing can be changed or taken away')).toBeVisible()
  await page.getByRole('button', { name: 'Back to the desk' }).click()
  await expect(page.getByRole('navigation', { name: 'Staff desk' }).first()).toBeVisible()
  await page.goto(`/admin/orders/${order.id}`)
  await expect(page.getByRole('heading', { level: 1 })).toContainText(order.number)
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
  await page.getByRole('button', { name: `New secret for ${name}` }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Make the secret' }).click()
  const second = (await page.getByText(/^orderly_/).textContent()) ?? ''
  expect(second).not.toBe(secret)
  for (const each of [secret, second])
    expect(
      (await request.get('/api/v1/admin/orders', { headers: { authorization: `Bearer ${each}` } })).status(),
    ).toBe(200)
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
  const entry = page.getByRole('listitem').filter({ hasText: order.number }).filter({ hasText: 'cancelled' })
  await expect(entry).toContainText('Ada Admin cancelled')
  await expect(entry).toContainText('They changed their mind')
  await expectNoBarriers(page)
  await entry.getByRole('link').click()
  await expect(page.getByText('Only what was done to order')).toBeVisible()
  await expect(page.getByRole('listitem').filter({ hasText: 'looked at' })).toBeVisible()
})
