import { expect, test } from './fixtures.ts'
import type { Sandbox } from './sandbox.ts'
import { cards, home, newEmail } from './shopper.ts'

// All tests share the bank, so a fault of it here would reach every other test.
test.describe('While the bank is in trouble,', { tag: '@alone' }, () => {
  const bowl = {
    slug: 'footed-bowl',
    sku: 'BOWL-FOOTED-OAT',
    name: 'Footed serving bowl',
    options: { Colour: 'Oat' },
  }

  test.beforeEach(async ({ shelf, sandbox }) => {
    await sandbox.clearFaults()
    await shelf.holdsAtLeast(bowl.sku, 20)
  })
  test.afterEach(async ({ sandbox }) => sandbox.clearFaults())

  test('a slow answer shows “being confirmed”, and the page confirms by itself', async ({
    shopper,
    sandbox,
    shelf,
  }) => {
    const { page } = shopper
    const email = newEmail()
    await beSlow(sandbox)
    await shopper.addToCart(bowl)
    await shopper.checkOut({ email })
    await expect(page.getByText('Payment is being confirmed', { exact: true })).toBeVisible()
    await expect(shopper.step('Now: Payment being confirmed')).toBeVisible()
    const order = await shopper.seeConfirmation()
    await expect(page.getByText('Payment is being confirmed', { exact: true })).toHaveCount(0)
    expect(await shelf.ordersOf(email)).toMatchObject([{ id: order.id, state: 'confirmed' }])
    expect(await sandbox.charges(order.id)).toHaveLength(1)
    await page.goto('/checkout')
    await expect(page.getByText('Your cart is empty')).toBeVisible()
  })

  test('a decline that takes a second appears at the checkout, with everything typed kept', async ({
    shopper,
    sandbox,
    shelf,
  }) => {
    const { page } = shopper
    const email = newEmail()
    await sandbox.arm({ service: 'stripe', kind: 'latency', count: 20, ms: 2_000 })
    await shopper.addToCart(bowl)
    await shopper.checkOut({ email, card: cards.declined })
    await expect(page.getByText('Your bank is taking its time')).toBeVisible()
    await expect(page.getByText('Your card was declined')).toBeVisible()
    await expect(shopper.heading).toHaveText('Checkout')
    await expect(page.getByLabel('Email')).toHaveValue(email)
    await expect(page.getByLabel('Address line 1')).toHaveValue(home.line1)
    await expect(shopper.card.getByLabel('Card number')).toHaveValue(cards.declined)
    await shopper.enterCard(cards.visa)
    await shopper.pay()
    const order = await shopper.seeConfirmation()
    expect(await shelf.ordersOf(email)).toMatchObject([{ state: 'declined' }, { id: order.id }])
    expect(await sandbox.charges(order.id)).toHaveLength(1)
  })

  test('a shopper who goes back to the checkout meanwhile comes to the one order', async ({
    shopper,
    sandbox,
    shelf,
  }) => {
    const { page } = shopper
    const email = newEmail()
    await beSlow(sandbox)
    await shopper.addToCart(bowl)
    await shopper.checkOut({ email })
    await expect(page.getByText('Payment is being confirmed', { exact: true })).toBeVisible()
    await page.goto('/checkout')
    const order = await shopper.seeConfirmation()
    expect(await shelf.ordersOf(email)).toMatchObject([{ id: order.id }])
    expect(await sandbox.charges(order.id)).toHaveLength(1)
  })

  test('a bank’s answer that the network lost leads to one order and one charge', async ({
    shopper,
    sandbox,
    shelf,
  }) => {
    test.setTimeout(120_000)
    const email = newEmail()
    await sandbox.arm({ service: 'stripe', kind: 'timeout_after', count: 1, ms: 500 })
    await shopper.addToCart(bowl)
    await shopper.checkOut({ email })
    await expect(shopper.heading).toHaveText(/^Thank you, /, { timeout: 20_000 })
    await expect(shopper.step('Done: Payment received')).toBeVisible({ timeout: 60_000 })
    const order = await shopper.readOrder()
    expect(await shelf.ordersOf(email)).toMatchObject([{ id: order.id, state: 'confirmed' }])
    expect(await sandbox.charges(order.id)).toHaveLength(1)
  })

  test('an email that is refused at first is sent later, once', async ({ program, sandbox }) => {
    await sandbox.arm({ service: 'resend', kind: 'error_500', count: 1 })
    const order = await program.confirmed({ lines: [{ sku: bowl.sku, quantity: 1 }] })
    await sandbox.waitForEmail(order.number, /is confirmed/)
  })

  test('the checkout tells when payments are down, and Pay works again with everything still typed', async ({
    shopper,
    sandbox,
    shelf,
  }) => {
    test.setTimeout(120_000)
    const { page } = shopper
    const email = newEmail()
    await sandbox.arm({ service: 'stripe', kind: 'down', ms: 120_000 })
    await shopper.addToCart(bowl)
    await shopper.checkOut({ email, card: cards.visa })
    await expect(page.getByText('Payments are not working just now')).toBeVisible({ timeout: 30_000 })
    await expect(page.getByText(/You have not been charged\. Everything you typed is kept/)).toBeVisible()
    await expect(page.getByLabel('Email')).toHaveValue(email)
    await expect(page.getByLabel('Address line 1')).toHaveValue(home.line1)
    await expect(shopper.card.getByLabel('Card number')).toHaveValue(cards.visa)

    await sandbox.clearFaults()
    await expect(async () => {
      if (await shopper.payButton.isVisible()) await shopper.payButton.click()
      await expect(shopper.heading).toHaveText(/^Thank you, /, { timeout: 3_000 })
    }).toPass({ timeout: 60_000 })
    const order = await shopper.seeConfirmation()
    expect((await shelf.ordersOf(email)).filter(({ state }) => state === 'confirmed')).toHaveLength(1)
    expect(await sandbox.charges(order.id)).toHaveLength(1)
  })
})

/**
 * The bank charges the card at once, but no answer, look-up or webhook tells so for longer than the checkout waits. The
 * sweeper also looks up other orders meanwhile, and every look-up uses one of the count.
 */
async function beSlow(sandbox: Sandbox): Promise<void> {
  await sandbox.arm({ service: 'stripe', kind: 'latency', count: 20, ms: 12_000 })
  await sandbox.arm({ service: 'stripe', kind: 'drop_webhook', count: 20 })
}
