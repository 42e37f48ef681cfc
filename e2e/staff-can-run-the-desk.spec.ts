import { expect, test } from './fixtures.ts'
import { newEmail, Shopper } from './shopper.ts'
import { admin } from './staff.ts'

const plate = { slug: 'supper-plate', sku: 'PLATE-SUPPER-OAT-D' }
const lines = [{ sku: plate.sku, quantity: 2 }]

test.beforeEach(async ({ shelf }) => shelf.holdsAtLeast(plate.sku, 20))

test('Staff sign in at the door and see the day', { tag: '@phone' }, async ({ page }) => {
  await page.goto('/admin')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign in as staff')
  await page.getByRole('link', { name: 'Sign in' }).click()
  await page.getByLabel('Email').fill(admin.email)
  await page.getByLabel('Password', { exact: true }).fill(admin.password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Today')
  await expect(page.getByRole('heading', { name: 'Latest orders' })).toBeVisible()
})

test('Staff open an order by its number', { tag: '@phone' }, async ({ staff, program }) => {
  const order = await program.confirmed({ email: newEmail('ada'), lines })
  await staff.openOrders()
  await staff.search.fill(order.number)
  await staff.search.press('Enter')
  await expect(staff.page).toHaveURL(`/admin/orders/${order.id}`)
  await expect(staff.heading).toHaveText(order.number)
  await expect(staff.badge('Confirmed')).toBeVisible()
})

test('Staff go to a room, an order and a shelf by the palette, by keys alone', async ({ staff, program }) => {
  const order = await program.confirmed({ email: newEmail('ada'), lines })
  const { page } = staff
  const field = page.getByRole('combobox', { name: 'Find a room, an order number or a SKU' })
  const open = async (typed: string) => {
    await page.keyboard.press('Control+k')
    await expect(field).toBeFocused()
    await field.fill(typed)
  }
  await staff.openOrders()
  await open('jobs')
  await page.keyboard.press('Enter')
  await expect(staff.heading).toHaveText('Jobs')
  await open(order.number)
  await expect(page.getByRole('option', { name: order.number })).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Enter')
  await expect(staff.heading).toHaveText(order.number)
  await open(plate.sku)
  await expect(page.getByRole('option', { name: plate.sku })).toBeVisible()
  // Long names must not push the dialog off a phone's screen.
  await page.setViewportSize({ width: 390, height: 844 })
  const box = await page.getByRole('dialog', { name: 'Find' }).boundingBox()
  expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(390)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/admin\/stock\/[0-9a-f-]+/)
  await page.keyboard.press('Control+k')
  await expect(field).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(field).toHaveCount(0)
})

test('Staff find an order by its email, narrow the list, and get it back from the address', async ({
  staff,
  program,
}) => {
  const email = newEmail('ada')
  const { page } = staff
  const paid = await program.confirmed({ email, lines })
  const { number } = await program.waiting({ email, lines })

  await staff.openOrders()
  await staff.search.fill(email)
  await expect(staff.orderLink(paid.number)).toBeVisible()
  await expect(staff.orderLink(number)).toBeVisible()
  await expect(page.getByText('2 orders on this page')).toBeVisible()

  await page.getByRole('combobox', { name: 'Payment' }).selectOption({ label: 'Paid' })
  await expect(staff.orderLink(number)).toHaveCount(0)
  await expect(staff.orderLink(paid.number)).toBeVisible()
  await page.reload()
  await expect(staff.search).toHaveValue(email)
  await expect(page.getByRole('combobox', { name: 'Payment' })).toHaveValue('paid')
  await expect(page.getByText('1 order on this page')).toBeVisible()

  await staff.orderLink(paid.number).click()
  await expect(staff.heading).toHaveText(paid.number)
  await page.goBack()
  await expect(page.getByText('1 order on this page')).toBeVisible()

  await page.getByRole('combobox', { name: 'State' }).selectOption({ label: 'Declined' })
  await expect(page.getByText('No orders match')).toBeVisible()
  await page.getByRole('link', { name: 'Clear filters' }).click()
  await expect(staff.search).toHaveValue('')
  await expect(staff.orderLink(number)).toBeVisible()
})

test('A typed date and a search each make one step of history', async ({ staff }) => {
  await staff.openOrders()
  const { page } = staff
  await page.getByLabel('From').first().focus()
  // The test browser writes the month first. The keys come further apart than the list waits.
  await page.keyboard.type('11272026', { delay: 700 })
  await expect(page).toHaveURL(/from=2026-11-27/)
  await staff.search.pressSequentially('ana', { delay: 400 })
  await expect(page).toHaveURL(/q=ana/)
  await page.goBack()
  await expect(page).toHaveURL(/from=2026-11-27$/)
  await expect(staff.search).toHaveValue('')
  await page.goBack()
  await expect(page).toHaveURL(/\/admin\/orders$/)
  await expect(page.getByLabel('From').first()).toHaveValue('')
})

test('Each view lists the orders that its name describes', async ({ staff, program }) => {
  const { number } = await program.waiting({ lines })
  await staff.openOrders()
  const views = staff.page.getByRole('navigation', { name: 'Order views' })
  await views.getByRole('link', { name: /^Processing/ }).click()
  await expect(staff.page).toHaveURL(/view=processing/)
  await expect(staff.orderLink(number)).toBeVisible()
  await views.getByRole('link', { name: /^Refunded/ }).click()
  await expect(staff.page).toHaveURL(/view=refunded/)
  await expect(staff.orderLink(number)).toHaveCount(0)
})

test('A cancelled order gives stock and money back, and the shopper gets a mail', { tag: '@alone' }, async ({
  staff,
  program,
  sandbox,
  shelf,
  page,
}) => {
  const lamp = { slug: 'pleated-lamp', sku: 'LAMP-PLEAT-MARIGOLD' }
  await shelf.holds(lamp.sku, 7)
  await sandbox.pauseFloor()
  try {
    const email = newEmail('ada')
    const order = await program.confirmed({ email, lines: [{ sku: lamp.sku, quantity: 3 }] })
    expect(await program.available(lamp.slug, lamp.sku)).toBe(4)

    await staff.openOrder(order.id)
    await staff.page.getByRole('button', { name: 'Cancel order' }).click()
    const dialog = staff.page.getByRole('dialog', { name: 'Cancel this order?' })
    await expect(dialog).toContainText('£267.00 goes back to the card ending in 4242')
    await expect(dialog).toContainText('3 units come free')
    const cancel = dialog.getByRole('button', { name: 'Cancel order and refund £267.00' })
    await dialog.getByRole('button', { name: 'Customer asked' }).click()
    await cancel.click()
    await expect(dialog).toBeHidden()
    await expect(staff.badge('Cancelled')).toBeVisible()
    await expect(staff.badge('Refunded')).toBeVisible({ timeout: 30_000 })
    await expect(staff.page.getByRole('region', { name: 'History' })).toContainText('Customer asked')
    await expect(staff.page.getByRole('button', { name: /^(Cancel order|Refund)$/ })).toHaveCount(0)

    expect(await program.available(lamp.slug, lamp.sku)).toBe(7)
    expect(await sandbox.charges(order.id)).toMatchObject([{ amount: 26_700, refunded: 26_700 }])
    const letter = await sandbox.waitForEmail(order.number, /cancelled/i)
    expect(letter.to).toBe(email)
    await page.goto(`/orders/${order.id}?token=${order.trackingToken}`)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('This order was cancelled')
    await expect(page.getByText(/£267\.00 was sent back to Visa/)).toBeVisible()
  } finally {
    await sandbox.resumeFloor()
  }
})

test('An order shows all its consequences, each done once', async ({ staff, program }) => {
  const order = await program.confirmed({ email: newEmail('ada'), lines })
  await staff.openOrder(order.id)
  const done = staff.page.getByRole('region', { name: 'Jobs' })
  for (const job of [
    'Mail the confirmation',
    'Write the invoice',
    'Hand the order to the warehouse',
    'Count the sale',
  ])
    await expect(done.getByText(job).first()).toBeVisible({ timeout: 20_000 })
  await expect(staff.page.getByRole('region', { name: 'History' })).toContainText(/Placed|placed/)
})

test('A customer reads that the desk is for staff, and its procedures refuse them', async ({
  shopper,
  program,
}) => {
  const { page } = shopper
  const order = await program.confirmed({ lines })
  await shopper.signUp({ email: newEmail(), password: 'three quiet words' })
  for (const path of ['/admin', '/admin/orders', `/admin/orders/${order.id}`]) {
    await page.goto(path)
    await expect(shopper.heading).toHaveText('This is for staff')
    await expect(page.getByText(order.number)).toHaveCount(0)
  }
  const input = encodeURIComponent(JSON.stringify({ json: { orderId: order.id } }))
  const refused = await page.request.get(`/api/trpc/staffOrders.order?input=${input}`)
  expect([401, 403]).toContain(refused.status())
  expect(await refused.text()).not.toContain(order.number)
})

test('An order that a shopper places appears at the desk without a reload', async ({ staff, page }) => {
  const email = newEmail()
  await staff.openOrders(`?q=${encodeURIComponent(email)}`)
  await expect(staff.page.getByText('No orders match')).toBeVisible()
  const order = await new Shopper(page).buy(
    { ...plate, name: 'Supper plate', options: { Size: 'Dinner', Colour: 'Oat' } },
    { email },
  )
  await staff.page.bringToFront()
  await expect(staff.orderLink(order.number)).toBeVisible({ timeout: 20_000 })
})

test('Staff who are signed out see it in the dialog they type in, come back to it, and lose nothing', async ({
  staff,
  program,
}) => {
  const { page } = staff
  const order = await program.confirmed({ email: newEmail('ada'), lines })
  await staff.openOrder(order.id)
  await page.getByRole('button', { name: 'Refund' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Reason').fill('One arrived broken')
  await page.context().clearCookies()
  await expect(dialog.getByText('You are signed out')).toBeVisible({ timeout: 15_000 })
  const [tab] = await Promise.all([
    page.context().waitForEvent('page'),
    dialog.getByRole('link', { name: 'Sign in in a new tab' }).click(),
  ])
  await tab.getByLabel('Email').fill(admin.email)
  await tab.getByLabel('Password', { exact: true }).fill(admin.password)
  await tab.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(tab).toHaveURL(`/admin/orders/${order.id}`)
  await tab.close()
  await page.bringToFront()
  await expect(page.getByText('You are signed out')).toHaveCount(0, { timeout: 15_000 })
  await expect(dialog.getByLabel('Reason')).toHaveValue('One arrived broken')
})
