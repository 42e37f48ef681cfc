import { expect, test } from './fixtures.ts'
import { lookAtBoth } from './look-at.ts'
import { cards, mug, newEmail } from './shopper.ts'

test.beforeEach(({ shelf }) => shelf.holdsAtLeast(mug.sku, 20))

const pence = (pounds: string) => Math.round(Number(pounds.replace(/[^0-9.]/g, '')) * 100)

test('A shopper pays a part with a gift card, and a refund gives each means its part back', {
  tag: '@phone',
}, async ({ staff, shopper, sandbox, isMobile }) => {
  test.setTimeout(300_000)
  const desk = staff.page
  await desk.goto('/admin/gift-cards')
  await desk.getByLabel('Amount in £').fill('5')
  await expect(async () => {
    await desk.getByRole('button', { name: 'Issue the card' }).click()
    await expect(desk.getByText('The card is issued')).toBeVisible({ timeout: 2_000 })
  }).toPass()
  const giftCode = (await desk.getByText(/^([A-Z]{4}-){3}[A-Z]{4}$/).textContent()) ?? ''
  const end = giftCode.slice(-4)
  const name = `ift card ····${end}`

  const { page } = shopper
  const field = page.getByLabel(/^Discount code or gift card/)
  const codes = page.getByRole('region', { name: 'Discount or gift card' })
  await shopper.addToCart(mug)
  await shopper.goToCheckout()
  await shopper.enterAddress(newEmail())
  await shopper.enterCard(cards.visa)
  const before = pence(await shopper.totalToPay())
  await codes.getByRole('button', { name: 'Add a code or gift card' }).click()

  await test.step('A code that opens nothing is named at the field, and not asked for again', async () => {
    await field.fill('BCDF GHJK MNPR STVW')
    await field.press('Enter')
    await expect(codes).toContainText('No gift card has this code.')
    await expect(codes.getByRole('listitem')).toHaveCount(0)
    expect(pence(await shopper.totalToPay())).toBe(before)
  })

  await field.fill(giftCode.toLowerCase())
  await field.press('Enter')
  await expect(codes).toContainText(`G${name} pays £5.00`)
  await expect(codes).not.toContainText('No gift card has this code.')
  const due = pence(await shopper.totalToPay())
  expect(due).toBe(before - 500)
  const summary = isMobile ? page.getByRole('main') : page.getByRole('complementary', { name: 'Your order' })
  await expect(summary).toContainText(new RegExp(`G${name}£5.00.*By card£`, 's'))
  await lookAtBoth(page, 'checkout-gift-card')
  expect(page.url()).not.toContain(end)

  await shopper.pay()
  const order = await shopper.seeConfirmation()
  await expect(page.getByRole('region', { name: 'Your order' })).toContainText(`G${name}£5.00`)
  await lookAtBoth(page, 'order-gift-card')
  const [charge] = await sandbox.charges(order.id)
  expect(charge?.amount).toBe(due)
  const letter = await sandbox.waitForEmail(order.number, /is confirmed/)
  expect(letter.text).toContain(end)

  await desk.goto(`/admin/orders/${order.id}`)
  await expect(desk.getByRole('region', { name: 'Money' })).toContainText(`G${name}£5.00`)
  await lookAtBoth(desk, 'desk-gift-card')

  await desk.getByRole('button', { name: 'Refund', exact: true }).click()
  const dialog = desk.getByRole('dialog', { name: 'Refund this order?' })
  await dialog.getByRole('button', { name: 'Everything that is left' }).click()
  await expect(dialog).toContainText(
    `£5.00 goes back at once to what paid first: gift card ending in ${end}.`,
  )
  await dialog.getByRole('button', { name: 'Arrived damaged' }).click()
  await dialog.getByRole('button', { name: /^Refund £/ }).click()
  await expect(dialog).toBeHidden()
  await sandbox.waitForEmail(order.number, /^Refunded/)
  expect((await sandbox.charges(order.id))[0]?.refunded).toBe(due)
  await page.goto('/gift-cards')
  await page.getByLabel('Code of the gift card').fill(giftCode)
  await page.getByRole('button', { name: 'See the balance' }).click()
  await expect(page.getByText('This card holds £5.00')).toBeVisible()
})

test('A customer ticks their store credit with the keyboard alone, and needs no card', async ({
  shopper,
  sandbox,
  sql,
}) => {
  test.setTimeout(120_000)
  const { page } = shopper
  const email = newEmail('credit')
  await shopper.signUp({ email, password: 'three quiet words' })
  await sql.begin(async tx => {
    const [account] = await tx`
      insert into credit_accounts (id, kind, customer_id, currency, balance_minor, entries)
      select gen_random_uuid(), 'store_credit', id, 'GBP', 5000, 1 from customers where email = ${email} returning id`
    await tx`insert into credit_entries (account_id, number, kind, amount_minor, because, at)
      values (${account?.id}, 1, 'grant', 5000, 'a return', now())`
  })
  await shopper.addToCart(mug)
  await shopper.goToCheckout()
  await shopper.enterAddress(email, '王小明')
  const tick = page.getByRole('checkbox', { name: 'Use my store credit of £50.00' })
  await tick.focus()
  await page.keyboard.press('Space')
  const place = page.getByRole('button', { name: 'Place order' })
  await expect(place).toBeVisible()
  await expect(page.getByRole('region', { name: 'Payment', exact: true })).toHaveCount(0)
  await lookAtBoth(page, 'checkout-store-credit')
  await place.focus()
  await page.keyboard.press('Enter')
  const order = await shopper.seeConfirmation()
  await expect(page.getByRole('region', { name: 'Your order' })).toContainText('Store credit£17.95')
  expect(await sandbox.charges(order.id)).toEqual([])
  await page.goto('/account/credit')
  await expect(page.getByRole('region', { name: 'Your store credit' })).toContainText('£32.05')
})
