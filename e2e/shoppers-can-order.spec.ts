import { readFile } from 'node:fs/promises'
import { expect, test } from './fixtures.ts'
import { cards, home, mug, newEmail, Shopper } from './shopper.ts'

const jar = { slug: 'pantry-jar', sku: 'JAR-PANTRY-05', name: 'Pantry jar', options: { Size: 'Half litre' } }
const notebook = {
  slug: 'cloth-notebook',
  sku: 'NOTEBOOK-CLOTH-BLUE-A6',
  name: 'Cloth notebook',
  options: { Size: 'Pocket', Colour: 'Blue' },
}
const password = 'three quiet words'

test.beforeEach(async ({ shelf }) => {
  for (const { sku } of [mug, jar, notebook]) await shelf.holdsAtLeast(sku, 20)
})

test('A guest pays by card, sees the same total everywhere, and follows the parcel to the door', {
  tag: '@phone',
}, async ({ shopper, sandbox, browser, isMobile }) => {
  test.setTimeout(90_000)
  const { page } = shopper
  const email = newEmail()
  await shopper.addToCart(mug)
  await shopper.goToCheckout()
  await shopper.enterAddress(email)
  await shopper.enterCard(cards.visa)

  const total = await shopper.totalToPay()
  if (isMobile) await expect(page.getByText('Show order')).toBeVisible()
  const summary = isMobile ? page.getByRole('main') : page.getByRole('complementary', { name: 'Your order' })
  await expect(summary).toContainText(`Total${total}`)
  await shopper.pay()

  const order = await shopper.seeConfirmation()
  await expect(shopper.heading).toHaveText('Thank you, Ana')
  await expect(page.getByRole('main')).toContainText(email)
  await expect(page.getByRole('region', { name: 'Your order' })).toContainText(`Total${total}`)
  await expect(page.getByText('Visa ····4242')).toBeVisible()
  const [charge, ...others] = await sandbox.charges(order.id)
  expect(charge?.amount).toBe(Math.round(Number(total.slice(1)) * 100))
  expect(others).toEqual([])

  const letter = await sandbox.waitForEmail(order.number, /is confirmed/)
  expect(letter.to).toBe(email)
  expect(letter.text).toContain(total)
  const link = /https?:\S+\/orders\/[0-9a-f-]+\?token=[^\s)\]]+/.exec(letter.text)?.[0] ?? ''
  expect(link).toContain(`/orders/${order.id}?token=`)
  const elsewhere = new Shopper(await (await browser.newContext()).newPage())
  await elsewhere.page.goto(link)
  await expect(elsewhere.page.getByText(order.number)).toBeVisible()

  await expect(shopper.step('Done: Delivered')).toBeVisible({ timeout: 45_000 })
  await expect(page.getByText(/^Tracking number with /)).toBeVisible()
  await expect(elsewhere.heading).toHaveText('Delivered', { timeout: 20_000 })
  await elsewhere.page.context().close()
})

test('A customer finds their order in the history and downloads its invoice', async ({ shopper }) => {
  const { page } = shopper
  const email = newEmail()
  await shopper.signUp({ email, password })
  await shopper.addToCart(jar)
  await shopper.goToCheckout()
  await expect(page.getByText(`Signed in as ${email}`)).toBeVisible()
  await expect(page.getByLabel('Email')).toHaveValue(email)
  await expect(page.getByLabel('Full name')).toHaveValue(home.name)
  await shopper.enterAddress(email)
  await shopper.enterCard(cards.visa)
  await shopper.pay()
  const order = await shopper.seeConfirmation()
  await expect(page.getByRole('heading', { name: 'Save this for next time' })).toHaveCount(0)

  await page.goto('/account/orders')
  await page.getByRole('link', { name: order.number }).click()
  await expect(page.getByText('Order placed')).toBeVisible()
  const invoice = page.getByRole('link', { name: 'Download the invoice (PDF)' })
  await expect(invoice).toBeVisible({ timeout: 30_000 })
  const coming = page.waitForEvent('download')
  await invoice.click()
  const download = await coming
  expect(download.suggestedFilename()).toMatch(/\.pdf$/)
  expect((await readFile(await download.path())).subarray(0, 5).toString()).toBe('%PDF-')
})

test('A customer who has ordered once finds their address filled in the next time', async ({ shopper }) => {
  const email = newEmail()
  await shopper.signUp({ email, password })
  await shopper.buy(jar, { email })
  await shopper.addToCart(mug)
  await shopper.goToCheckout()
  await expect(shopper.page.getByLabel('Address line 1')).toHaveValue(home.line1)
  await expect(shopper.page.getByLabel('Town or city')).toHaveValue(home.city)
  await expect(shopper.page.getByLabel('Postcode')).toHaveValue(home.postcode)
})

test('A shopper can use another card after a decline, with everything typed kept and one charge', async ({
  shopper,
  sandbox,
  shelf,
}) => {
  const { page } = shopper
  const email = newEmail()
  await shopper.addToCart(jar)
  await shopper.checkOut({ email, card: cards.declined })
  await expect(page.getByText('Your card was declined')).toBeVisible()
  await expect(page.getByText(/You have not been charged/)).toBeVisible()
  await expect(page.getByLabel('Email')).toHaveValue(email)
  await expect(page.getByLabel('Full name')).toHaveValue(home.name)
  await expect(page.getByLabel('Address line 1')).toHaveValue(home.line1)
  await expect(page.getByLabel('Postcode')).toHaveValue(home.postcode)
  await expect(shopper.card.getByLabel('Card number')).toHaveValue(cards.declined)

  await shopper.enterCard(cards.mastercard)
  await shopper.pay()
  const order = await shopper.seeConfirmation()
  await expect(page.getByText('Mastercard ····4444')).toBeVisible()
  const [declined, confirmed, ...others] = await shelf.ordersOf(email)
  expect(others).toEqual([])
  expect(declined?.state).toBe('declined')
  expect(confirmed?.id).toBe(order.id)
  expect(await sandbox.charges(declined?.id ?? '')).toEqual([])
  expect(await sandbox.charges(order.id)).toHaveLength(1)
})

test('A wrong security code shows its error at that field, and the right one pays', async ({ shopper }) => {
  await shopper.addToCart(notebook)
  await shopper.checkOut({ email: newEmail(), card: cards.wrongCode })
  await expect(shopper.page.getByText('Check the card security code')).toBeVisible()
  await expect(shopper.card.getByLabel('Card security code')).toBeFocused()
  await shopper.enterCard(cards.visa)
  await shopper.pay()
  await shopper.seeConfirmation()
})

test('The bank asks, the shopper approves, and the order is placed', { tag: '@phone' }, async ({
  shopper,
  sandbox,
}) => {
  await shopper.addToCart(notebook)
  await shopper.checkOut({ email: newEmail(), card: cards.asksBank })
  await expect(
    shopper.page.getByRole('dialog', { name: 'Your bank wants to confirm it’s you' }),
  ).toBeVisible()
  await shopper.bank.getByRole('button', { name: 'Approve' }).click()
  const order = await shopper.seeConfirmation()
  expect(await sandbox.charges(order.id)).toHaveLength(1)
})

test('A shopper who refuses at their bank keeps everything typed and can pay with another card', async ({
  shopper,
}) => {
  const { page } = shopper
  const email = newEmail()
  await shopper.addToCart(notebook)
  await shopper.checkOut({ email, card: cards.asksBank })
  await shopper.bank.getByRole('button', { name: 'Refuse' }).click()
  await expect(page.getByText('Your bank could not confirm that it was you')).toBeVisible()
  await expect(page.getByLabel('Email')).toHaveValue(email)
  await expect(page.getByLabel('Address line 1')).toHaveValue(home.line1)
  await shopper.enterCard(cards.visa)
  await shopper.pay()
  await shopper.seeConfirmation()
})

test('A shopper who leaves the bank’s question uses another card, and is charged once', async ({
  shopper,
  sandbox,
  shelf,
}) => {
  const email = newEmail()
  await shopper.addToCart(notebook)
  await shopper.checkOut({ email, card: cards.asksBank })
  await shopper.page.getByRole('button', { name: 'Cancel and use another card' }).click()
  await expect(shopper.page.getByText('Nothing was charged')).toBeVisible()
  await shopper.enterCard(cards.visa)
  await shopper.pay()
  await shopper.seeConfirmation()
  const charges = await Promise.all((await shelf.ordersOf(email)).map(({ id }) => sandbox.charges(id)))
  expect(charges.flat()).toHaveLength(1)
})

test('A shopper removes an item that sells out before Pay, and buys the rest', async ({ shopper, shelf }) => {
  const { page } = shopper
  const vase = {
    slug: 'bottle-vase',
    sku: 'VASE-BOTTLE-BLUE',
    name: 'Bottle vase',
    options: { Colour: 'Blue' },
  }
  await shelf.holds(vase.sku, 3)
  await shopper.addToCart(vase)
  await shopper.addToCart(mug)
  await shopper.goToCheckout()
  await shopper.enterAddress(newEmail())
  await shopper.enterCard(cards.visa)
  const before = await shopper.totalToPay()
  await shelf.holds(vase.sku, 0)
  await shopper.pay()
  await expect(page.getByText('has just sold out')).toBeVisible()
  await expect(page.getByText('Sold out, you asked for 1')).toBeVisible()
  // Pay shows the sum of the available items, even before the shopper removes one.
  await expect(shopper.payButton).not.toHaveAccessibleName(`Pay ${before}`)
  const total = await shopper.totalToPay()
  await expect(page.getByText(`What we can send comes to ${total}`)).toBeVisible()
  await shopper.pay()
  await shopper.seeConfirmation()
  await expect(page.getByRole('region', { name: 'Your order' })).toContainText(`Total${total}`)
  await expect(page.getByRole('region', { name: 'Your order' })).not.toContainText('Bottle vase')
})

test('When fewer units are left than wanted, the shopper sets the line to what is left', async ({
  shopper,
  shelf,
}) => {
  const { page } = shopper
  const can = {
    slug: 'watering-can',
    sku: 'CAN-WATER-MOSS',
    name: 'Watering can',
    options: { Colour: 'Moss' },
  }
  await shelf.holds(can.sku, 4)
  await shopper.addToCart(can)
  await shopper.addToCart(can)
  await shopper.goToCheckout()
  await shopper.enterAddress(newEmail())
  await shopper.enterCard(cards.visa)
  await shelf.holds(can.sku, 1)
  await shopper.pay()
  // The words are in the notice and at the line in the summary.
  const left = page.getByText('Only 1 left, you asked for 2').filter({ visible: true })
  await expect(left.first()).toBeVisible()
  await page.getByRole('button', { name: /^Set Watering can.* to 1$/ }).click()
  await expect(left).toHaveCount(0)
  await shopper.pay()
  await shopper.seeConfirmation()
  await expect(page.getByText('Moss · Quantity 1')).toBeVisible()
})

test('A changed price is shown with the new total, and nothing is charged until Pay is pressed again', async ({
  shopper,
  shelf,
  sandbox,
}) => {
  const { page } = shopper
  const email = newEmail()
  const bowl = {
    slug: 'footed-bowl',
    sku: 'BOWL-FOOTED-BLUE',
    name: 'Footed serving bowl',
    options: { Colour: 'Blue' },
  }
  await shelf.holds(bowl.sku, 9)
  await shelf.costs(bowl.sku, 4_200)
  await shopper.addToCart(bowl)
  await shopper.goToCheckout()
  await shopper.enterAddress(email)
  await shopper.enterCard(cards.visa)
  const before = await shopper.totalToPay()
  await shelf.costs(bowl.sku, 4_650)
  await shopper.pay()
  await expect(page.getByText('Prices have changed since you opened this page')).toBeVisible()
  await expect(page.getByRole('complementary', { name: 'Your order' })).toContainText(
    'Now £46.50 each, was £42.00',
  )
  expect(await shelf.ordersOf(email)).toEqual([])
  const after = await shopper.totalToPay()
  expect(Number(after.slice(1)) - Number(before.slice(1))).toBeCloseTo(4.5)
  await expect(page.getByText(`The new total is ${after}`)).toBeVisible()
  await shopper.pay()
  const order = await shopper.seeConfirmation()
  const [charge] = await sandbox.charges(order.id)
  expect(charge?.amount).toBe(Math.round(Number(after.slice(1)) * 100))
})

test('Two presses on Pay make one order and one charge', { tag: '@phone' }, async ({
  shopper,
  shelf,
  sandbox,
}) => {
  const email = newEmail()
  await shopper.addToCart(mug)
  await shopper.goToCheckout()
  await shopper.enterAddress(email)
  await shopper.enterCard(cards.visa)
  await shopper.totalToPay()
  await shopper.payButton.dblclick()
  const order = await shopper.seeConfirmation()
  expect(await shelf.ordersOf(email)).toMatchObject([{ id: order.id, state: 'confirmed' }])
  expect(await sandbox.charges(order.id)).toHaveLength(1)
})

test('A reload right after Pay leads to the one order', async ({ shopper, shelf, sandbox }) => {
  const { page } = shopper
  const email = newEmail()
  await shopper.addToCart(mug)
  await shopper.goToCheckout()
  await shopper.enterAddress(email)
  await shopper.enterCard(cards.visa)
  const sent = page.waitForRequest(/\/api\/trpc\/orders\.place/)
  await shopper.pay()
  await sent
  await page.reload()
  const order = await shopper.seeConfirmation()
  expect(await shelf.ordersOf(email)).toMatchObject([{ id: order.id, state: 'confirmed' }])
  expect(await sandbox.charges(order.id)).toHaveLength(1)
})

test('After the confirmation, neither Back nor the checkout’s address shows Pay again', async ({
  shopper,
}) => {
  const { page } = shopper
  const order = await shopper.buy(mug)
  await page.goBack()
  await expect(shopper.heading).toHaveText('Stoneware mug')
  await expect(shopper.payButton).toHaveCount(0)
  await page.goForward()
  await expect(page.getByText(order.number)).toBeVisible()
  await page.goto('/checkout')
  await expect(page.getByText('Your cart is empty')).toBeVisible()
  await expect(shopper.payButton).toHaveCount(0)
})

test('A checkout left open in another tab cannot order the same cart again', async ({ shopper }) => {
  await shopper.addToCart(mug)
  await shopper.goToCheckout()
  const other = new Shopper(await shopper.page.context().newPage())
  await other.page.goto('/checkout')
  await other.enterAddress(newEmail())
  await other.enterCard(cards.visa)
  await other.pay()
  await other.seeConfirmation()
  await expect(shopper.page.getByText('Your cart is empty')).toBeVisible()
  await expect(shopper.payButton).toHaveCount(0)
})

test('Typed text at the checkout survives a reload', async ({ shopper }) => {
  const email = newEmail()
  await shopper.addToCart(mug)
  await shopper.goToCheckout()
  await shopper.enterAddress(email)
  await shopper.page.reload()
  await expect(shopper.page.getByLabel('Email')).toHaveValue(email)
  await expect(shopper.page.getByLabel('Postcode')).toHaveValue(home.postcode)
})

test('A visitor’s cart survives a reload and moves with its order into a new account', async ({
  shopper,
}) => {
  const { page } = shopper
  const email = newEmail()
  const order = await shopper.buy(jar, { email })
  await shopper.addToCart(notebook)
  await page.goto('/cart')
  await page.reload()
  await expect(page.getByRole('list', { name: 'Items in your cart' })).toContainText('Cloth notebook')
  await shopper.signUp({ email, password })
  await expect(page.getByRole('link', { name: order.number })).toBeVisible()
  await page.goto('/cart')
  await expect(page.getByRole('list', { name: 'Items in your cart' })).toContainText('Cloth notebook')
})

test('Signing in adds a visitor’s cart to the one that waits in the account', async ({ shopper }) => {
  const { page } = shopper
  const email = newEmail()
  await shopper.signUp({ email, password })
  await shopper.addToCart(jar)
  await page.goto('/account/orders')
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page).toHaveURL('/')
  await shopper.addToCart(notebook)
  await page.goto('/cart')
  await expect(page.getByRole('list', { name: 'Items in your cart' })).not.toContainText('Pantry jar')
  await shopper.signIn({ email, password, next: '/cart' })
  const things = page.getByRole('list', { name: 'Items in your cart' })
  await expect(things).toContainText('Pantry jar')
  await expect(things).toContainText('Cloth notebook')
})

test('A guest makes an account with one password after ordering, and the order is in it', async ({
  shopper,
}) => {
  const { page } = shopper
  const order = await shopper.buy(mug)
  const offer = page.getByRole('region', { name: 'Save this for next time' })
  await offer.getByLabel('Password', { exact: true }).fill(password)
  await offer.getByRole('button', { name: 'Create account' }).click()
  await expect(page.getByText('Your account is ready')).toBeVisible()
  await page.getByRole('link', { name: 'See your orders' }).click()
  await expect(page.getByRole('link', { name: order.number })).toBeVisible()
})

test('A guest who lost the link finds the order by its number and email, and only by both', async ({
  shopper,
  program,
}) => {
  const { page } = shopper
  const email = newEmail('ada')
  const order = await program.confirmed({ email, lines: [{ sku: mug.sku, quantity: 1 }] })
  await page.goto('/orders/find')
  await page.getByLabel('Order number').fill(order.number)
  await page.getByLabel('Email').fill(newEmail('eve'))
  await page.getByRole('button', { name: 'Find order' }).click()
  await expect(page.getByText('No order has this number and this email address')).toBeVisible()
  await page.getByLabel('Email').fill(email)
  await page.getByRole('button', { name: 'Find order' }).click()
  await expect(page).toHaveURL(/\/orders\/.+token=/)
  await expect(page.getByText(order.number)).toBeVisible()

  await page.goto(`/orders/${order.id}?token=${order.trackingToken.slice(0, -3)}AAA`)
  await expect(page.getByText(order.number)).toHaveCount(0)
})
