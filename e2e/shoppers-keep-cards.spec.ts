import { expect, test } from './fixtures.ts'
import { lookAt } from './look-at.ts'
import { cards, newEmail } from './shopper.ts'

const password = 'three quiet words'
const jug = { slug: 'enamel-jug', sku: 'JUG-ENAMEL-MOSS', name: 'Enamel jug', options: { Colour: 'Moss' } }
const KEEP = 'Keep this card for next time'

test('A shopper keeps a card, pays with it at the next checkout, and removes it', {
  tag: '@phone',
}, async ({ shopper, shelf, sandbox, sql }) => {
  test.setTimeout(180_000)
  await shelf.holdsAtLeast(jug.sku, 20)
  const { page } = shopper
  const email = newEmail('kit')
  await shopper.signUp({ email, password })
  await sql`update customers set email_verified = true where email = ${email}`
  await page.goto('/account/cards')
  await expect(page.getByText('No saved cards')).toBeVisible()
  await lookAt(page, 'cards-none')

  // The first card is kept because the shopper says so.
  await shopper.addToCart(jug)
  await shopper.goToCheckout()
  await shopper.enterAddress(email)
  await expect(page.getByLabel(KEEP)).not.toBeChecked()
  await page.getByLabel(KEEP).check()
  await shopper.enterCard(cards.visa)
  await lookAt(page, 'checkout-keep')
  await shopper.pay()
  await shopper.seeConfirmation()

  // The second order needs no card to be typed.
  await shopper.addToCart(jug)
  await shopper.goToCheckout()
  await expect(page.getByRole('radio', { name: /Visa ····4242/ })).toBeChecked()
  await expect(page.getByTitle('Card details')).toHaveCount(0)
  await lookAt(page, 'checkout-kept')
  await shopper.pay()
  const second = await shopper.seeConfirmation()
  expect(await sandbox.charges(second.id)).toHaveLength(1)

  // Another card may pay instead, and the bank may ask for it.
  await shopper.addToCart(jug)
  await shopper.goToCheckout()
  await page.getByRole('radio', { name: 'Another card' }).check()
  await shopper.enterCard(cards.asksBank)
  await page.getByLabel(KEEP).check()
  await shopper.pay()
  await shopper.bank.getByRole('button', { name: 'Approve' }).click()
  await shopper.seeConfirmation()

  await page.goto('/account/cards')
  const visa = page.getByRole('region', { name: 'Visa ····4242' })
  await visa.getByRole('button', { name: 'Choose first at checkout' }).click()
  await expect(visa).toContainText('Chosen first at checkout')
  await lookAt(page, 'cards-two')
  const other = page.getByRole('region', { name: 'Visa ····3184' })
  await other.getByRole('button', { name: 'Remove' }).click()
  await expect(other).toHaveCount(0)
  await expect(visa).toBeVisible()
})

test('A shopper whose saved card is gone pays with another, and reads calmly when cards cannot be shown', {
  // Nobody else asks the bank while it is away.
  tag: '@alone',
}, async ({ shopper, shelf, sandbox, sql }) => {
  test.setTimeout(120_000)
  await shelf.holdsAtLeast(jug.sku, 20)
  const { page } = shopper
  const email = newEmail('lou')
  await shopper.signUp({ email, password })
  await sql`update customers set email_verified = true where email = ${email}`
  await shopper.addToCart(jug)
  await shopper.goToCheckout()
  await shopper.enterAddress(email)
  await page.getByLabel(KEEP).check()
  await shopper.enterCard(cards.visa)
  await shopper.pay()
  await shopper.seeConfirmation()

  // The card was removed elsewhere while the checkout was open.
  await shopper.addToCart(jug)
  await shopper.goToCheckout()
  await expect(page.getByRole('radio', { name: /Visa ····4242/ })).toBeChecked()
  const [kept] = await sql<{ id: string }[]>`
    select provider_id as id from provider_customers p join customers c on c.id = p.customer_id where c.email = ${email}`
  await sandbox.forgetCards(kept?.id ?? '')
  await shopper.pay()
  await expect(shopper.problems).toContainText('This card is no longer saved')
  await shopper.enterCard(cards.mastercard)
  await shopper.pay()
  await shopper.seeConfirmation()

  await sandbox.arm({ service: 'stripe', kind: 'down', count: 4 })
  await page.goto('/account/cards')
  await expect(page.getByText('Your cards can’t be shown right now')).toBeVisible()
  await lookAt(page, 'cards-away')
  await sandbox.clearFaults()
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByText('No saved cards')).toBeVisible()
})

test('A guest is not asked to keep a card', async ({ shopper }) => {
  await shopper.addToCart(jug)
  await shopper.goToCheckout()
  await expect(shopper.card.getByLabel('Card number')).toBeVisible()
  await expect(shopper.page.getByLabel(KEEP)).toHaveCount(0)
})
